/** The property whose values take part in an event: the API lists them, beside what the typed columns hold. */
export const participantProperty = 'participant';
