/**
 * Every limit of the API: how much at most, what is counted, why there and not elsewhere, and the variable that an operator can
 * set to move it, where there is a reason to. `docs/limits.md` lists the same, held by a test.
 */
export const limitCatalogue = {
  tokens: {
    most: 1_000,
    counts: 'Tokens (words, brackets, values) in a document.',
    reason: 'The parser is recursive; introspection has 186, the longest query in these docs fewer than 200.',
  },
  depth: {
    most: 15,
    counts: 'Fields below one another.',
    reason: 'Full introspection goes 15 deep, and nothing here needs more.',
  },
  aliases: {
    most: 30,
    counts: 'Aliases, those in a fragment as often as it is used.',
    reason: 'Each may repeat a whole list.',
  },
  directives: {
    most: 8,
    counts: 'Directives, those in a fragment as often as it is used.',
    reason: 'There are three, and clients write them rarely.',
  },
  cost: {
    most: 20_000,
    counts: 'Fields that the answer may hold.',
    reason:
      'A field takes about 15 µs and 20 bytes, so the largest answer 0.3 s and 0.4 MB; introspection and our own queries cost up to 9,000.',
    variable: 'MAX_COST',
  },
  usualPage: {
    most: 20,
    counts: 'Objects in a list that is asked for without `first` or `last`.',
    reason: 'A screenful.',
  },
  page: {
    most: 100,
    counts: 'Objects in a list: `first` and `last`.',
    reason: 'More is a matter of `after`, or of the exports.',
  },
  ids: { most: 100, counts: 'Ids in `nodes`.', reason: 'As many as a page has objects.' },
  text: {
    most: 256,
    counts: 'Characters of a text in an argument: an id, a cursor, what is searched for.',
    reason: 'Ids and cursors have fewer than 150, no name in the dataset has 100.',
  },
  searched: {
    most: 1_000,
    counts:
      'Names that one search ranks, those of entities and of publishers each; claims that have its words, and claims that have similar ones.',
    reason: 'Ranking one takes some 50 µs, and a frequent word is in most claims; nobody turns to page 50.',
  },
  inputDepth: {
    most: 20,
    counts: 'Objects and lists inside one another, in an argument or in the variables.',
    reason: 'Postgres and its drivers read conditions recursively.',
  },
  inputValues: {
    most: 1_000,
    counts: 'Values in the variables, objects and lists included.',
    reason: 'As many as a document can hold.',
  },
  requestsPerMinute: {
    most: 600,
    counts: 'Requests of one client in a minute, but for `/health` and `/ready`; 0 for no limit.',
    reason: 'Far more than a person or a page needs; whoever wants everything finds it in the exports.',
    variable: 'MAX_REQUESTS_PER_MINUTE',
  },
  rateClients: {
    most: 50_000,
    counts: 'Clients whose requests are counted at the same time.',
    reason: 'A few megabytes; beyond it, whoever has been away for longest is forgotten.',
  },
  sharedCountMs: {
    most: 500,
    counts: 'Milliseconds that a request waits for the database in which servers count together.',
    reason: 'It takes about one; whoever would wait longer is counted by the server itself.',
  },
  subscribers: {
    most: 1_000,
    counts: 'Subscriptions that are open at the same time.',
    reason: 'Each holds a connection and some 50 KB; all of them share one connection to the database.',
    variable: 'MAX_SUBSCRIBERS',
  },
  subscribersOfOne: {
    most: 50,
    counts: 'Subscriptions of one client that are open at the same time.',
    reason: 'One is enough for a page; many people may share an address.',
  },
  errors: {
    most: 5,
    counts: 'Mistakes that are told of one document.',
    reason: 'Each makes the answer longer; whoever mends five asks again.',
  },
  bodyBytes: {
    most: 100_000,
    counts: 'Bytes of a request body.',
    reason: 'A document of a thousand tokens takes a tenth of it.',
    variable: 'MAX_BODY_BYTES',
  },
  responseBytes: {
    most: 5_000_000,
    counts: 'Bytes of an answer from /graphql.',
    reason: 'Clients parse an answer whole; the exports are streamed and have no such limit.',
    variable: 'MAX_RESPONSE_BYTES',
  },
  documentCacheBytes: {
    most: 32_000_000,
    counts: 'Bytes of parsed documents that are kept to be asked again.',
    reason:
      'Some 150 of the longest that are read, some 400 of introspection, more of usual ones; a cache that counts documents fills the memory.',
    variable: 'DOCUMENT_CACHE_BYTES',
  },
  responseCacheBytes: {
    most: 64_000_000,
    counts:
      'Bytes of answers that are kept to be sent again, to whoever asks the same of the same release; 0 for none.',
    reason: 'Tens of thousands of usual ones, as they are and compressed.',
    variable: 'RESPONSE_CACHE_BYTES',
  },
  askedOnce: {
    most: 10_000,
    counts:
      'Answers that took no statement and are known by a hash, to be kept when they are asked for again.',
    reason: 'A hash takes 100 bytes; what is asked again is mostly asked again soon.',
  },
  acceptHeaders: {
    most: 100,
    counts: 'Spellings of the `Accept` header of which it is known what an answer is sent with.',
    reason: 'Clients have some ten; an answer to any other is made the longer way.',
  },
  rowCacheBytes: {
    most: 64_000_000,
    counts: 'Bytes of rows that are kept for whoever needs the same of the same release; 0 for none.',
    reason: 'The whole dataset several times; about 100,000 rows of a larger one.',
    variable: 'ROW_CACHE_BYTES',
  },
  registeredBytes: {
    most: 8_000_000,
    counts: 'Bytes of documents that clients have sent together with their hash, kept to be asked by it.',
    reason: 'Thousands of usual ones; those of the manifests are kept besides.',
    variable: 'REGISTERED_DOCUMENT_BYTES',
  },
  statementMs: {
    most: 2_500,
    counts: 'Milliseconds that one SQL statement may take; not in the embedded database.',
    reason: 'Longer than any of ours takes, shorter than a client waits.',
  },
  connectionMs: {
    most: 2_000,
    counts: 'Milliseconds that a request waits for a database connection.',
    reason: 'With a statement after it, there is an answer within `answerMs`.',
  },
  connectMs: {
    most: 900,
    counts: 'Milliseconds that it takes to make a database connection.',
    reason: 'Far more than it takes, and little enough that a database that is back is used within a second.',
  },
  silenceMs: {
    most: 2_800,
    counts: 'Milliseconds without a byte from the database, while an answer from it is awaited.',
    reason: 'It cuts off a statement before; if it does not even say so, it is frozen, or gone.',
  },
  replicaMs: {
    most: 1_000,
    counts:
      'Milliseconds that a read waits for a replica that answers nobody meanwhile, before another is asked.',
    reason: 'Many times what ours take; with two that are frozen there is still an answer within `answerMs`.',
  },
  answerMs: {
    most: 4_500,
    counts: 'Milliseconds that a request waits for the database, all its statements together.',
    reason: 'Whoever asks knows within 5 seconds, however many statements were needed and waited for.',
  },
  headersMs: {
    most: 5_000,
    counts: 'Milliseconds until the head of a request is there.',
    reason: 'A head is 16 KB at most; slow clients would hold every connection.',
  },
  requestMs: {
    most: 8_000,
    counts: 'Milliseconds until all of a request is there.',
    reason: 'No honest client takes longer for 100 KB; a load balancer gives up after 10 s.',
  },
  idleMs: {
    most: 30_000,
    counts: 'Milliseconds without a byte in either direction.',
    reason: 'Longer than any answer takes; whoever does not read one would keep it in memory.',
  },
} as const satisfies Record<string, Limit>;

interface Limit {
  most: number;
  counts: string;
  reason: string;
  variable?: string;
}

export type LimitName = keyof typeof limitCatalogue;
export type Limits = Readonly<Record<LimitName, number>>;

/** The limits as they are where nobody has set a variable. */
export const limits = Object.fromEntries(
  Object.entries(limitCatalogue).map(([name, { most }]) => [name, most]),
) as Limits;
