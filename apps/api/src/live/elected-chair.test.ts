import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { councilSession, keysOf, roleNow, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, type Position, type Snapshot } from '@kengesh/journal';
import { type LiveKit, liveKit, type ReceivedEvent, until } from './live-kit.suite.js';
import { resumeMessageFor } from './resume-message.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

type Line = Awaited<ReturnType<LiveKit['line']>>;
const stateOf = async (id: string): Promise<State> => (await kit.journal().state(id)).state;
const journalOf = (sent: readonly ReceivedEvent[]) =>
  sent.filter(([name]) => name === 'frame' || name === 'snapshot').map(([, value]) => value as Frame | Snapshot<State>);
const snapshotsOf = ({ sent }: Line) => sent.filter(([name]) => name === 'snapshot').length;

/** All that a page of the bureau makes of what this line was sent. */
function heldAsBureau({ sent }: Line, participant: string): Snapshot<State> {
  const viewer = { participant, bureau: true };
  const follower = createFollower<State>({ def: councilSession, viewer, resync: () => undefined });
  for (const message of journalOf(sent)) follower.apply(message);
  return follower.held;
}

/** An open session by whose rules the elected preside at once, or when the item has ended; all are here. */
async function meeting(presidesFrom: 'at_once' | 'end_of_item' | 'next_session'): Promise<string> {
  const id = await kit.session({ rules: { offices: { presidesFrom } } });
  const { prepared } = await stateOf(id);
  const remote = prepared!.participants.filter(one => one.mode === 'remote' && one.role === 'delegate');
  await kit.done(
    id,
    ['p_sec', { type: 'attendance.checkInAll' }],
    ...remote.map(one => [one.id, { type: 'attendance.join', mode: 'remote' }] as const),
    ['p_1', { type: 'session.open' }],
    ['p_1', { type: 'agenda.take', item: 'one' }],
  );
  return id;
}
/** Everyone elects the seat of p_3 to the chair, on the item under way. */
async function elect(id: string): Promise<void> {
  const office = { id: 'chair', title: { ru: 'Председатель' } };
  const term = { from: '2026-03-10', to: '2027-03-09' };
  await kit.done(id, ['p_1', { type: 'election.call', office, seats: 1, method: 'approval', onTie: 'lot', term }]);
  const election = Object.keys((await stateOf(id)).elections!)[0]!;
  await kit.done(
    id,
    ['p_1', { type: 'election.nominate', election, label: { ru: 'Кандидат' }, seat: 's3' }],
    ['p_1', { type: 'election.open', election, method: 'named', closesInSeconds: null }],
  );
  const voting = Object.keys((await stateOf(id)).votings)[0]!;
  await kit.done(
    id,
    ...['1', '3', '4', '5'].map(n => [`p_${n}`, { type: 'voting.cast', voting, seat: `s${n}`, choice: 'c1' }] as const),
    ['p_1', { type: 'voting.close', voting }],
  );
  expect((await stateOf(id)).offices).toMatchObject([{ office: 'chair', seat: 's3' }]);
}

describe('PROC-36: a delegate elected chair presides in the same session', () => {
  test('at once: the line is given what the bureau sees, takes the chair and opens a vote', async () => {
    const id = await meeting('at_once');
    const elected = await kit.line(await kit.device(id, 'p_3'));
    const other = await kit.line(await kit.device(id, 'p_4'));
    const before = await kit.journal().state(id);
    expect(keysOf(councilSession.view(before.state, viewerOf(before.state, 'p_3')).attendance)).toEqual(['p_3']);

    await elect(id);
    await until(() => snapshotsOf(elected) === 2);
    expect(snapshotsOf(other)).toBe(1);
    // What is the bureau's affair comes from now on too, and to nobody else.
    await kit.done(id, ['p_5', { type: 'attendance.leave' }]);
    const left = ({ sent }: Line) =>
      journalOf(sent).some(one => 'entries' in one && one.entries.some(each => each.type === 'attendance.left'));
    await until(() => left(elected));
    expect(left(other)).toBe(false);

    expect(await elected.ask({ type: 'session.preside', participant: 'p_3' })).toMatchObject({ ok: true });
    const submitted = await elected.ask({ type: 'motion.submit', item: 'one', text: { ru: 'Принять' }, mover: null });
    expect(submitted.ok).toBe(true);
    const motion = Object.keys((await stateOf(id)).motions)[0]!;
    const open = { type: 'voting.open', motion, method: 'named', majority: 'simple', closesInSeconds: null };
    expect(await other.ask(open)).toMatchObject({ ok: false, refused: 'may.presiding_only' });
    const opened = await elected.ask(open);
    expect(opened).toMatchObject({ ok: true });

    const { state, seq } = await kit.journal().state(id);
    expect(state.session.presiding).toBe('p_3');
    await until(() => heldAsBureau(elected, 'p_3').seq === seq);
    const shouldBe = councilSession.view(state, { participant: 'p_3', bureau: true });
    expect(heldAsBureau(elected, 'p_3').state).toEqual(JSON.parse(JSON.stringify(shouldBe)));
    // The chair before is no chair any more, and still of the bureau.
    expect(roleNow(state, 'p_1')).toBe('deputy');
    expect(viewerOf(state, 'p_1').bureau).toBe(true);
  });

  test('end_of_item: only when the item has ended', async () => {
    const id = await meeting('end_of_item');
    const elected = await kit.line(await kit.device(id, 'p_3'));
    await elect(id);
    expect(await elected.ask({ type: 'session.preside', participant: 'p_3' })).toMatchObject({
      ok: false,
      refused: 'may.presiding_only',
    });
    expect(snapshotsOf(elected)).toBe(1);
    await kit.done(id, ['p_1', { type: 'agenda.take', item: 'two' }]);
    await until(() => snapshotsOf(elected) === 2);
    expect(await elected.ask({ type: 'session.preside', participant: 'p_3' })).toMatchObject({ ok: true });
  });

  test('who comes back after the election is shown the whole; who was of the bureau before is told the entries', async () => {
    const id = await meeting('at_once');
    const at = async (): Promise<Position> => {
      const { seq, hash } = await kit.journal().state(id);
      return { seq, hash };
    };
    const resume = async (participant: string, position: Position) =>
      Object.keys(await resumeMessageFor(kit.journal(), id, participant, position)).includes('snapshot');
    const before = await at();
    await elect(id);
    expect(await resume('p_3', before)).toBe(true);
    expect(await resume('p_2', before)).toBe(false);
    expect(await resume('p_4', before)).toBe(false);
    // Nothing changed since: no more than what is new.
    const since = await at();
    await kit.done(id, ['p_5', { type: 'attendance.leave' }]);
    expect(await resume('p_3', since)).toBe(false);
  });

  test('next_session: the line sees and does what it did', async () => {
    const id = await meeting('next_session');
    const elected = await kit.line(await kit.device(id, 'p_3'));
    await elect(id);
    await kit.done(id, ['p_1', { type: 'agenda.take', item: 'two' }]);
    const { seq } = await kit.journal().state(id);
    await until(() => journalOf(elected.sent).some(one => 'to' in one && one.to === seq));
    expect(snapshotsOf(elected)).toBe(1);
    expect((await elected.ask({ type: 'session.preside', participant: 'p_3' })).ok).toBe(false);
  });
});
