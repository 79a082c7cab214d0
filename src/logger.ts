import { type DestinationStream, type Logger, pino } from 'pino';

/** The password in an address, which some errors repeat. */
const password = /(?<=:\/\/[^\s/:@"]*:)[^\s@"]+(?=@)/g;

/** The log: a line of JSON for each event, in which no address shows its password. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, hooks: { streamWrite: (line: string) => line.replace(password, '***') } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
