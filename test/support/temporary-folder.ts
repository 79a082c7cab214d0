import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A new folder that is gone when the tests have ended. */
export const temporaryFolder = () => mkdtemp(join(inject('folder'), 'test-'));
