/** What a lint suspects of a claim, by its id. dataset/README.md says the same to curators. */
export const claimLints = {
  HEDGE_LOST: 'The excerpt bounds its number, and the claim takes it as stated.',
  HEDGE_ADDED: 'The claim bounds its number, and the excerpt has no words that do.',
  HEDGE_DIFFERS: 'The excerpt bounds its number otherwise than the claim.',
  NUMBER_DIFFERS: 'No number of the excerpt, read as its language writes them, is that of the claim.',
  NUMBER_MISSING: 'The excerpt of a quantity has no number that can be read.',
  RELATIVE_DATE: 'The excerpt counts from the day of writing, and the claim has no date counted from it.',
  MAGNITUDE: 'The value is a thousand times larger or smaller than the median of at least three others.',
  TWO_VALUES: 'Claims that cannot both be true: of one source, or of periods that differ only in spelling.',
  DUPLICATE_CLAIM: 'Two claims of a source say the same under different keys.',
  FUTURE_FACT: 'A fact begins after its source was published.',
} as const;

/** As `claimLints`, of the names of entities and publishers. */
export const nameLints = {
  LOOKALIKE_NAME: 'A name or alias is that of another of its kind, but for spelling or legal form.',
} as const;

export type LintId = keyof typeof claimLints | keyof typeof nameLints;
