/** Each fault once more, small: what `npm run faults` does for minutes, for some seconds. */
import { afterEach, describe, test } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { type Fault, NotHere } from './fault.js';

export function held(faults: readonly Fault[]): void {
  const made: TestDatabase[] = [];
  afterEach(async () => {
    for (const one of made.splice(0)) await one.drop();
  });
  const database = async () => {
    const one = await testDatabase();
    made.push(one);
    return one;
  };
  describe('nothing acknowledged is lost, nothing counts twice', () => {
    // What must hold is checked by the ordeal itself, which throws.
    test.each(faults.map(fault => [fault.what, fault] as const))(
      '%s',
      async (_, fault) => {
        try {
          await fault.run({ ...fault.small, seed: 1 }, { database, say: () => undefined });
        } catch (error) {
          if (!(error instanceof NotHere)) throw error;
          console.warn(`${fault.id} was not brought about: ${error.message}`);
        }
      },
      120_000,
    );
  });
}
