import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';

/** The extensions that migrations may create: those that PGlite ships and a Postgres server has with its contrib package. */
export const extensions = { pg_trgm, unaccent, fuzzystrmatch, btree_gin };
