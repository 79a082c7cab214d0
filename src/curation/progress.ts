/** How far a command has come. */
export interface Progress {
  step: 'checking' | 'publishing' | 'reading facts';
  /** Of how many things how many are done: sources, or entities. */
  done: number;
  of: number;
  /** Claims, so far in this step. */
  claims: number;
}

export type OnProgress = (progress: Progress) => void;
