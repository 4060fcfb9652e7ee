import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { convene, type Desk, type DeskPage, startDesk } from '../identity/desk-kit.suite.js';

let desk: Desk;
let founder: DeskPage;
beforeAll(async () => {
  desk = await startDesk();
  founder = await desk.account();
});
afterAll(() => desk?.close());

/** A council with seats and a session, and two secretaries who have both read it. */
async function twoDesks() {
  const { council, seats, session } = await convene(founder);
  const first = await desk.account(council.id);
  const second = await desk.account(council.id);
  return { council, seats, session, first, second };
}
type Rows = Awaited<ReturnType<typeof twoDesks>>;

const writings = [
  {
    what: 'a council',
    path: ({ council }: Rows) => `/api/councils/${council.id}`,
    method: 'patch' as const,
    early: () => ({ mailbox: 'early@desk.example' }),
    late: () => ({ statutorySeats: 9 }),
  },
  {
    what: 'rules of procedure',
    path: ({ council }: Rows) => `/api/councils/${council.id}`,
    method: 'patch' as const,
    early: ({ council }: Rows) => ({ rules: { ...council.rules, presenceGrace: 10 } }),
    late: ({ council }: Rows) => ({ rules: { ...council.rules, presenceGrace: 20 } }),
  },
  {
    what: 'a session',
    path: ({ session }: Rows) => `/api/sessions/${session.id}`,
    method: 'patch' as const,
    early: () => ({ title: { en: 'Early' } }),
    late: () => ({ title: { en: 'Late' } }),
  },
];

describe('two secretaries at one desk', () => {
  test.each(writings)('revision.stale: $what, read before somebody else saved it, is not written over', async one => {
    const rows = await twoDesks();
    const path = one.path(rows);
    const { body: read } = await rows.first.get(path).expect(200);
    const { body: saved } = await rows.first[one.method](path, {
      ...one.early(rows),
      revision: read.revision,
    }).expect(200);
    expect(saved.revision).toBeGreaterThan(read.revision);
    const late = { ...one.late(rows), revision: read.revision };
    const { body: problem } = await rows.second[one.method](path, late).expect(409);
    expect(problem).toMatchObject({
      code: 'revision.stale',
      params: { revision: saved.revision, current: saved },
    });
    await rows.second.get(path).expect(200, saved);
    // Once it has been looked at, the same change goes through.
    await rows.second[one.method](path, { ...late, revision: saved.revision }).expect(200);
  });

  test('revision.stale: an agenda, also where it was the session that was changed meanwhile', async () => {
    const { session, first, second } = await twoDesks();
    const path = `/api/sessions/${session.id}`;
    const items = (en: string) => ({
      items: [{ title: { en }, rapporteurSeatId: null }],
      revision: session.revision,
    });
    const { body: saved } = await first.put(`${path}/agenda`, items('Early')).expect(200);
    const { body: problem } = await second.put(`${path}/agenda`, items('Late')).expect(409);
    expect(problem.params.current.agenda).toEqual(saved.agenda);
    await second.patch(path, { title: { en: 'Late' }, revision: session.revision }).expect(409);
    await second.get(path).expect(200, saved);
  });

  test('revision.stale: a seat, also where another seat has taken its place in the order', async () => {
    const { council, seats, first, second } = await twoDesks();
    const [one, two, three] = seats;
    const at = (id: string) => `/api/seats/${id}`;
    await first.patch(at(one!.id), { holder: 'Early', revision: one!.revision }).expect(200);
    const { body: problem } = await second.patch(at(one!.id), { holder: 'Late', revision: one!.revision }).expect(409);
    expect(problem.params.current).toMatchObject({ id: one!.id, holder: 'Early' });
    await first.patch(at(three!.id), { position: 2, revision: three!.revision }).expect(200);
    await second.patch(at(two!.id), { position: 1, revision: two!.revision }).expect(409);
    const { body: list } = await first.get(`/api/councils/${council.id}/seats`).expect(200);
    expect(list.slice(0, 3).map((seat: { id: string }) => seat.id)).toEqual([one!.id, three!.id, two!.id]);
  });

  test('of two who save the same reading at once one is refused, whoever comes first', async () => {
    const { seats, session, first, second } = await twoDesks();
    for (const path of [`/api/seats/${seats[0]!.id}`, `/api/sessions/${session.id}`]) {
      const change = (en: string) =>
        path.includes('seats')
          ? { label: { en }, revision: seats[0]!.revision }
          : { title: { en }, revision: session.revision };
      const answers = await Promise.all([first.patch(path, change('One')), second.patch(path, change('Two'))]);
      expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
    }
  });

  test('what changes nothing raises nothing; a page that sends no revision is taken as before', async () => {
    const { council, first, second } = await twoDesks();
    const path = `/api/councils/${council.id}`;
    const { body: same } = await first
      .patch(path, { mailbox: council.mailbox, revision: council.revision })
      .expect(200);
    expect(same.revision).toBe(council.revision);
    const { body: other } = await second.patch(path, { mailbox: 'old-page@desk.example' }).expect(200);
    expect(other).toMatchObject({ mailbox: 'old-page@desk.example', revision: council.revision! + 1 });
  });
});
