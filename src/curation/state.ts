import type { Claim, Prisma } from '../database/generated/client.ts';
import type { Rows } from './rows.ts';
import { type Stored, stored } from './stored.ts';

/** What a database holds before a dataset is published to it. */
export interface State extends Omit<Rows, 'claims'> {
  /** Retired ones too. */
  claims: Stored<Claim>[];
}

export async function readState(database: Prisma.TransactionClient): Promise<State> {
  return {
    publishers: (await database.publisher.findMany()).map(stored),
    properties: (await database.property.findMany()).map(stored),
    entities: (await database.entity.findMany()).map(stored),
    sources: (await database.source.findMany()).map(stored),
    defects: (await database.sourceDefect.findMany()).map(stored),
    claims: (await database.claim.findMany()).map(stored),
  };
}
