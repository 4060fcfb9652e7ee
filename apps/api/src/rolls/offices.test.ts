import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RosterRow, SeatRow, SessionRow } from '@kengesh/contracts';
import type { Act, Rules } from '@kengesh/domain';
import type { Command } from '@kengesh/journal';
import {
  convene,
  councilInput,
  type Desk,
  type DeskPage,
  sessionInput,
  startDesk,
} from '../identity/desk-kit.suite.js';
import type { Identity } from '../identity/identity.js';
import { MeService } from '../identity/me.service.js';
import { JournalService } from '../live/journal.service.js';
import { until } from '../live/live-kit.suite.js';

let desk: Desk;
let page: DeskPage;
beforeAll(async () => {
  desk = await startDesk();
  page = await desk.account();
});
afterAll(() => desk?.close());

const journal = () => desk.api.app.get(JournalService, { strict: false });
const ACTS: Pick<Rules, 'offices'> = { offices: { presidesFrom: 'next_session' } };
const TERM = { from: '2027-04-01', to: '2028-12-31' };
let commands = 0;

/** A council whose rules let elections act (or not), with a session on each of these days after its first. */
async function councilWith(rules: Pick<Rules, 'offices'>, days: readonly string[]) {
  const { council, seats, session } = await convene(page);
  await page.patch(`/api/councils/${council.id}`, { rules: { ...councilInput().rules, ...rules } }).expect(200);
  const later: SessionRow[] = [];
  for (const day of days) later.push(await conveneOn(council.id, day));
  return { council, seats, session, later };
}
const conveneOn = async (council: string, day: string): Promise<SessionRow> =>
  (
    await page
      .post(
        `/api/councils/${council}/sessions`,
        sessionInput({ startsLocal: `${day}T14:00`, endsLocal: `${day}T18:00` }),
      )
      .expect(201)
  ).body;

const rosterOf = async (session: string): Promise<RosterRow[]> =>
  (await page.get(`/api/sessions/${session}/roster`).expect(200)).body;
const seatsOf = async (council: string): Promise<SeatRow[]> =>
  (await page.get(`/api/councils/${council}/seats`).expect(200)).body;
/** Seats by number with another role than delegate. */
const rolesOf = async (session: string): Promise<string[]> =>
  (await rosterOf(session))
    .filter(row => row.votes && row.role !== 'delegate')
    .map(row => `${row.label.en} ${row.role}${row.office ? ' elected' : ''}`);
const prepare = (session: string) =>
  page.post(`/api/sessions/${session}/prepare`, { command: `prepare-${++commands}-${session.slice(0, 8)}` });

/** Holds the session to the end of these elections: of each, the office and the seat that all who are there vote for. */
async function elect(session: string, elections: readonly (readonly [office: string, seat: number])[], term = TERM) {
  await prepare(session).expect(200);
  const roster = await rosterOf(session);
  const chair = roster.find(row => row.role === 'chair')!;
  const secretary = roster.find(row => row.role === 'secretary')!.participant;
  const ask = async (actor: string, act: Act) => {
    const command = {
      id: `offices-${++commands}`,
      actor: { id: actor, kind: 'participant' as const },
      act: act as unknown as Command['act'],
    };
    const answer = await journal().submit(session, command);
    if (!answer.ok) throw new Error(`${act.type}: ${JSON.stringify(answer.refusal)}`);
    return answer.seqs[0]!;
  };
  const voting = roster.filter(row => row.votes);
  for (const { participant } of voting) await ask(secretary, { type: 'attendance.checkIn', participant });
  await ask(chair.participant, { type: 'session.open' });
  const { state } = await journal().state(session);
  await ask(chair.participant, { type: 'agenda.take', item: state.agenda.items[0]!.id });
  for (const [office, seat] of elections) {
    const id = `e${await ask(chair.participant, {
      type: 'election.call',
      office: { id: office, title: { en: office === 'chair' ? 'Chair of the council' : 'Deputy chair' } },
      ...{ seats: 1, method: 'block_plurality', onTie: 'lot', term },
    })}`;
    const row = voting[seat - 1]!;
    await ask(chair.participant, { type: 'election.nominate', election: id, label: row.label, seat: row.seatId });
    const opened = { type: 'election.open', election: id, method: 'named', closesInSeconds: null } as const;
    const vote = `v${await ask(chair.participant, opened)}`;
    for (const { seatId, participant } of voting)
      await ask(participant, { type: 'voting.cast', voting: vote, seat: seatId, choice: 'c1' } as Act);
    await ask(chair.participant, { type: 'voting.close', voting: vote } as Act);
  }
  await ask(chair.participant, { type: 'session.close' });
  const { state: after } = await journal().state(session);
  expect(after.offices).toHaveLength(elections.length);
  await until(async () => {
    const { rows } = await desk.pool.query(`select from office_terms where session_id = $1`, [session]);
    return rows.length === elections.length;
  });
}
const agenda = (session: string) =>
  page.put(`/api/sessions/${session}/agenda`, { items: [{ title: { en: 'Elections' }, rapporteurSeatId: null }] });

describe('PROC-36: an election gives the chair’s and the deputy’s place on the rolls that come', () => {
  test('for the days of the term, of sessions convened before and after it; links lead to the page of the role', async () => {
    const { council, session, later } = await councilWith(ACTS, ['2027-03-20', '2027-05-01']);
    await agenda(session.id).expect(200);
    const [before, within] = later.map(row => row.id) as [string, string];
    const third = (await rosterOf(within)).find(row => row.label.en === 'Seat 3')!;
    const first = (await rosterOf(within)).find(row => row.label.en === 'Seat 1')!;
    const linkOf = async (row: RosterRow): Promise<string> =>
      (await page.post(`/api/sessions/${within}/participants/${row.participant}/link`, {}).expect(201)).body.url;
    const urls = { third: await linkOf(third), first: await linkOf(first) };
    await elect(session.id, [
      ['chair', 3],
      ['deputy', 1],
    ]);
    const after = (await conveneOn(council.id, '2029-01-10')).id;
    const acting = ['Seat 1 deputy elected', 'Seat 3 chair elected'];
    await until(async () => (await rolesOf(within)).join() === acting.join());
    expect(await rolesOf(before)).toEqual(['Seat 1 chair', 'Seat 2 deputy']);
    expect((await rosterOf(within)).find(row => row.seatId === third.seatId)!.office).toMatchObject({
      ...{ office: 'chair', title: { en: 'Chair of the council' }, ...TERM, sessionId: session.id, sessionNumber: 1 },
    });
    // The term is over: nobody is chair, and the session is not prepared without.
    expect(await rolesOf(after)).toEqual([]);
    expect((await prepare(after).expect(409)).body.code).toBe('session.no_chair');
    // Moved into the term, its roll follows.
    await page
      .patch(`/api/sessions/${after}`, { startsLocal: '2028-12-31T14:00', endsLocal: '2028-12-31T18:00' })
      .expect(200);
    expect(await rolesOf(after)).toEqual(acting);

    await prepare(within).expect(200);
    const { state } = await journal().state(within);
    const roles = state.prepared!.participants.filter(one => one.role === 'chair' || one.role === 'deputy');
    expect(roles.map(one => [one.role, one.label.en])).toEqual([
      ['deputy', 'Seat 1'],
      ['chair', 'Seat 3'],
    ]);
    // The account of the former chair is no key to the place of the new one, until the desk says so.
    const account = await desk.account(council.id, 'chair');
    expect((await account.post(`/api/sessions/${within}/enter`).expect(403)).body.code).toBe(
      'session.chair_elected_since',
    );
    const former = (await seatsOf(council.id))[0]!;
    await page.patch(`/api/seats/${former.id}`, { role: 'delegate' }).expect(200);
    const { body: entered } = await account.post(`/api/sessions/${within}/enter`).expect(200);
    expect(entered.as).toBe(third.participant);
    expect((await desk.enter(urls.third)).answer).toMatchObject({ face: 'chair', as: third.participant });
    expect((await desk.enter(urls.first)).answer.as).toBe(first.participant);
  });

  test('what the desk sets by hand since stands and is marked, until it is given back or the next election', async () => {
    const { council, session, later } = await councilWith(ACTS, ['2027-05-01', '2027-06-01']);
    await agenda(session.id).expect(200);
    const [second, third] = later.map(row => row.id) as [string, string];
    await agenda(second).expect(200);
    await elect(session.id, [['chair', 3]]);
    await until(async () => (await rolesOf(second)).join() === 'Seat 2 deputy,Seat 3 chair elected');
    const [one, , three, four] = await seatsOf(council.id);
    // Today the term has not begun.
    expect(one).toMatchObject({ role: 'chair' });
    expect(three).toMatchObject({ role: 'delegate', offices: [{ office: 'chair', standing: 'later', ...TERM }] });
    // Another field says nothing of the role, nor does the role it has.
    await page.patch(`/api/seats/${three!.id}`, { holder: 'Other', role: 'delegate' }).expect(200);
    expect(await rolesOf(second)).toEqual(['Seat 2 deputy', 'Seat 3 chair elected']);

    const declined = (await page.patch(`/api/seats/${three!.id}`, { byHand: true }).expect(200)).body;
    expect(declined).toMatchObject({ role: 'delegate', byHand: true, offices: [{ standing: 'by_hand' }] });
    expect(await rolesOf(second)).toEqual(['Seat 2 deputy']);
    const again = (await page.patch(`/api/seats/${three!.id}`, { byHand: false }).expect(200)).body;
    expect(again).not.toHaveProperty('byHand');
    expect(again).toMatchObject({ offices: [{ standing: 'later' }] });
    expect(await rolesOf(second)).toEqual(['Seat 2 deputy', 'Seat 3 chair elected']);

    // The next election, for a term after: the roll of its session is the first's, of later ones its own.
    await elect(second, [['chair', 4]], { from: '2027-05-15', to: '2029-05-14' });
    await until(async () => (await rolesOf(third)).join() === 'Seat 2 deputy,Seat 4 chair elected');
    expect((await page.patch(`/api/seats/${four!.id}`, { role: 'deputy' }).expect(200)).body).toMatchObject({
      ...{ role: 'deputy', byHand: true, offices: [{ standing: 'by_hand' }] },
    });
    expect(await rolesOf(third)).toEqual(['Seat 2 deputy', 'Seat 4 deputy']);
    expect((await prepare(third).expect(409)).body.code).toBe('session.no_chair');
  });

  test('under at_once and end_of_item too; besides, who is elected is told the chair’s page for that very session', async () => {
    for (const presidesFrom of ['at_once', 'end_of_item'] as const) {
      const { session, later } = await councilWith({ offices: { presidesFrom } }, ['2027-05-01']);
      await agenda(session.id).expect(200);
      await elect(session.id, [['chair', 3]], { from: '2027-03-10', to: '2028-12-31' });
      await until(async () => (await rolesOf(later[0]!.id)).join() === 'Seat 2 deputy,Seat 3 chair elected');
      const roster = await rosterOf(session.id);
      const told = async (label: string) => {
        const { participant } = roster.find(row => row.label.en === label)!;
        const who = { handle: participant, kind: 'participant', sessionId: session.id, participant };
        const { role, face } = await desk.api.app.get(MeService, { strict: false }).me(who as unknown as Identity);
        return `${role} ${face}`;
      };
      expect(await told('Seat 3')).toBe('chair chair');
      // The chair before, and a member.
      expect(await told('Seat 1')).toBe('deputy chair');
      expect(await told('Seat 4')).toBe('delegate delegate');
    }
  });

  test('by rules that do not say so, or say never, an election changes no roll', async () => {
    for (const rules of [{}, { offices: { presidesFrom: 'never' as const } }]) {
      const { council, session, later } = await councilWith(rules, ['2027-05-01']);
      await agenda(session.id).expect(200);
      await elect(session.id, [['chair', 3]]);
      expect(await rolesOf(later[0]!.id)).toEqual(['Seat 1 chair', 'Seat 2 deputy']);
      expect((await seatsOf(council.id)).some(seat => seat.offices ?? seat.gaveWay)).toBe(false);
    }
  });
});
