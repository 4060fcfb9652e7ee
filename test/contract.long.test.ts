/** The built product against its own document: requests that Schemathesis makes, as the secretary, the chair and a delegate. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Assembly, assemble, openSession, openVote } from './support/assembly.js';
import { type TestDatabase, testDatabase } from './support/postgres.js';
import { hasSchemathesis, MISSING, runSchemathesis } from './support/schemathesis.js';
import { type Server, startServer } from './support/server.js';

/** `CONTRACT=whole`: every shape in turn too, more than 20,000 requests in all, in about five minutes. */
const IS_WHOLE = process.env.CONTRACT === 'whole';
const EXAMPLES = 5;
/** What would end one's own device, or starts a server of its own. */
const LEFT_OUT = 'sign-out|my/password|my/devices/|rehearsal';

if (!hasSchemathesis) console.warn(`SKIPPED, the contract is not tested: ${MISSING}`);

(hasSchemathesis ? describe : describe.skip)('the contract, as Schemathesis reads it', () => {
  let database: TestDatabase;
  let server: Server;
  let assembly: Assembly;
  const statuses = new Map<number, number>();

  beforeAll(async () => {
    database = await testDatabase();
    server = await startServer({
      databaseUrl: database.url,
      databaseOwnerUrl: database.ownerUrl,
      settings: {
        LOG_LEVEL: 'error',
        // Whoever is told to wait is not heard, and what is not heard is not tested.
        LIMIT_ACTS_PER_SECOND: '10000',
        LIMIT_SEAT_ACTS_PER_SECOND: '10000',
        LIMIT_SEAT_ENTRIES_PER_MINUTE: '1000000',
      },
    });
    assembly = await assemble(server, database.adminUrl, { seats: 5 });
    await openSession(assembly);
    await openVote(assembly);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  async function hold(who: string, token: string, seed: number): Promise<void> {
    const run = await runSchemathesis({
      url: server.url,
      token,
      leaveOut: LEFT_OUT,
      ids: {
        '/api/sessions': assembly.session,
        '/api/councils': assembly.council,
        '/api/seats': assembly.places[0]!.seat,
      },
      phases: IS_WHOLE ? ['coverage', 'fuzzing'] : ['fuzzing'],
      examples: EXAMPLES,
      seed,
    });
    for (const [status, count] of run.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    console.info(`${who}: ${JSON.stringify([...run.statuses].sort())}`);
    if (run.code !== 0) console.error(run.output.slice(0, 20_000));
    expect(run.code).toBe(0);
  }
  const LONGEST = 3_000_000;

  test(
    'is kept to a delegate and to the chair, at once',
    async () => {
      const { places, chair } = assembly;
      await Promise.all([hold('a delegate', places[0]!.token, 1), hold('the chair', chair.token, 2)]);
    },
    LONGEST,
  );

  // Last: it takes links of the others back.
  test('is kept to the secretary', () => hold('the secretary', assembly.desk.token, 3), LONGEST);

  test('was heard: of all requests less than one in ten was not let in', () => {
    const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    console.info(`${all} requests`);
    expect(all).toBeGreaterThan(IS_WHOLE ? 20_000 : 300);
    expect((statuses.get(401) ?? 0) / all).toBeLessThan(0.1);
    expect(server.output()).not.toMatch(/"level":[56]0/);
  });
});
