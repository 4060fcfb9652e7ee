// What holds of every session, whatever is asked of it in whatever order: many small random sessions, each from a seed.

import { describe, expect, test } from '@jest/globals';
import { fold, isSameJson, verifyChain, visibleEntries } from '@kengesh/journal';
import { closesProceedings, councilSession, holdersOf, laterKindOf, view } from './index.js';
import { entriesOf, keysOf } from './persistent-map.js';
import { AFAR, LIVELY, played, seeds } from './random-session.suite.js';
import { ballotOf, ballotsBySeat } from './state.js';
import { createScene, viewers } from './testing.suite.js';

/** Of the bureau on the roll. */
const ROLL = ['p1', 'p2', 'sec'];

describe('Whatever is asked, in whatever order', () => {
  test.each(seeds)('views hold, sums hold, registers stay, every event has its shape: seed %i', async seed => {
    const { scene, recorded } = await played(seed);
    // It is not a session in which everything is refused.
    expect(recorded).toBeGreaterThan(25);
    expect(await scene.brokenLaw()).toBeNull();
    const entries = await scene.entries();
    expect(isSameJson(fold(councilSession, entries), await scene.state())).toBe(true);
    expect(verifyChain(entries)).toMatchObject({ intact: true });
  });

  test.each(seeds)('REC-22: after the close come only the kinds that may follow it: seed %i', async seed => {
    const { scene } = await played(seed);
    await scene.ask((await scene.state()).session.presiding ?? 'p1', { type: 'session.close' });
    const entries = await scene.entries();
    const close = entries.find(entry => closesProceedings(entry.type))?.seq ?? entries.length;
    expect(entries.slice(close).filter(entry => laterKindOf(entry.type) === 'other')).toEqual([]);
  });

  test.each(seeds)('REC-06: no entry holds a seat and its choice of a secret vote: seed %i', async seed => {
    const { scene } = await played(seed);
    const state = await scene.state();
    const secret = Object.values(state.votings).filter(one => one.method === 'secret');
    const ids = new Set(secret.map(one => one.id));
    for (const entry of await scene.entries()) {
      if (entry.type === 'voting.cast') expect(ids.has(String(entry.data.voting))).toBe(false);
      if (entry.type === 'voting.closed' && ids.has(String(entry.data.voting)))
        expect(entry.data.result).toMatchObject({ ballots: null, listHash: expect.any(String) });
    }
    for (const id of ids) expect(keysOf(ballotsBySeat(state, id))).toEqual([]);
  });

  test('at least some of it are secret votes with ballots, named ones, ties, and elections', async () => {
    const seen = new Set<string>();
    for (const seed of seeds) {
      const { scene } = await played(seed);
      for (const { method, kind, result } of Object.values((await scene.state()).votings))
        if (result && result.voted.length > 0) for (const one of [method, kind, result.outcome]) seen.add(one);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['named', 'secret', 'motion', 'election', 'adopted', 'rejected']));
  });
});

test('at least some of them amend, move procedure, rule, appeal, and sign', async () => {
  const seen = new Set<string>();
  for (const seed of LIVELY) {
    const { scene } = await played(seed);
    for (const { type } of await scene.entries()) seen.add(type);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'amendment.submitted',
      'motion.notPut',
      'order.moved',
      'order.granted',
      'order.pointRaised',
      'order.ruled',
      'agenda.debateSet',
      'floor.limited',
    ]),
  );
});

test('at least some of them keep a door, interpret, hand over, mute, remove, and record', async () => {
  const seen = new Set<string>();
  for (const seed of AFAR) {
    const { scene } = await played(seed);
    for (const { type } of await scene.entries()) seen.add(type);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'admission.asked',
      'admission.granted',
      'admission.refused',
      'admission.identitySeen',
      'video.muted',
      'video.unmuted',
      'video.removed',
      'video.readmitted',
      'interpretation.taken',
      'interpretation.offered',
      'interpretation.handedOver',
      'interpretation.left',
      'interpretation.signalled',
      'recording.started',
      'recording.confirmed',
      'recording.failed',
      'recording.stopped',
    ]),
  );
});

test('PROC-36: in these sessions an election brings somebody into the bureau, and that one presides', async () => {
  const lifted = new Set<number>();
  const presided = new Set<number>();
  for (const seed of seeds) {
    const { scene } = await played(seed);
    const state = await scene.state();
    const elected = viewers(state).filter(({ participant, bureau }) => bureau && !ROLL.includes(participant ?? ''));
    if (elected.length > 0) lifted.add(seed);
    for (const { type, data } of await scene.entries())
      if (type === 'session.presided' && elected.some(one => one.participant === data.participant)) presided.add(seed);
  }
  expect(lifted.size).toBeGreaterThan(0);
  expect(presided.size).toBeGreaterThan(0);
});

test('in these sessions somebody votes by proxy, and every way of voting is opened and counted', async () => {
  const [types, ways, whys] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const seed of seeds) {
    const { scene } = await played(seed);
    for (const { type } of await scene.entries()) types.add(type);
    for (const { way, election, register, result, test: rehearsal } of Object.values((await scene.state()).votings)) {
      for (const { why } of register) whys.add(why);
      if (result) ways.add(election ? 'election' : rehearsal ? 'test' : (way ?? 'plain'));
    }
  }
  expect([...ways]).toEqual(
    expect.arrayContaining([
      'plain',
      'hands',
      'roll_call',
      'no_objection',
      'consensus',
      'silence',
      'written',
      'test',
      'election',
    ]),
  );
  expect([...whys]).toEqual(expect.arrayContaining(['present', 'proxy', 'absent', 'recused', 'suspended']));
  expect([...types]).toEqual(
    expect.arrayContaining([
      'voting.voided',
      'voting.assistAsked',
      'seat.substituted',
      'proxy.revoked',
      'voting.called',
    ]),
  );
});

describe('Who sees what', () => {
  test.each(seeds)(
    'REC-06, PROC-12: a ballot only its seat, presence only the bureau and oneself: seed %i',
    async seed => {
      const { scene } = await played(seed);
      const [entries, state] = [await scene.entries(), await scene.state()];
      const held = (type: RegExp) => entries.filter(entry => type.test(entry.type));
      for (const viewer of viewers(state)) {
        const seen = visibleEntries(councilSession, entries, viewer);
        const { bureau } = viewer;
        // Whoever was of the bureau on the roll still is.
        expect(bureau || !ROLL.includes(viewer.participant ?? '')).toBe(true);
        const rightful = entries.filter(entry => {
          const line = state.votings[String(entry.data.voting)]?.register.find(one => one.seat === entry.data.seat);
          const holds = line !== undefined && holdersOf(line).includes(viewer.participant ?? '');
          if (entry.type === 'voting.cast') return holds;
          if (entry.type.startsWith('voting.assist')) return bureau || holds;
          if (entry.type === 'voting.handsNoted') return bureau;
          if (/^(attendance|admission)\./.test(entry.type))
            return bureau || entry.data.participant === viewer.participant;
          return true;
        });
        expect(seen.map(entry => entry.seq)).toEqual(rightful.map(entry => entry.seq));
        const mine = view(state, viewer);
        const own = keysOf(state.attendance).filter(one => bureau || one === viewer.participant);
        expect(keysOf(mine.attendance).sort()).toEqual(own.sort());
        for (const [voting, bySeat] of entriesOf(mine.ballots))
          for (const seat of Object.keys(bySeat)) {
            const line = state.votings[voting]!.register.find(one => one.seat === seat)!;
            expect(holdersOf(line)).toContain(viewer.participant);
          }
        expect(mine.hands === undefined || bureau).toBe(true);
      }
      expect(held(/^attendance\./).length).toBeGreaterThan(0);
    },
  );

  test('REC-06: before the close nobody but the seat holds its named ballot, the secretary who entered it neither', async () => {
    const scene = createScene();
    await scene.open();
    const voting = await scene.vote();
    await scene.cast(voting, { s3: 'yes' });
    await scene.done('sec', { type: 'voting.enter', voting, seat: 's2', choice: 'no' });
    const state = await scene.state();
    const holders = (seat: string) =>
      viewers(state).flatMap(one => (ballotOf(view(state, one), voting, seat) ? [one.participant] : []));
    expect([holders('s3'), holders('s2')]).toEqual([['p3'], ['p2']]);
  });
});

describe('Personal data', () => {
  test('SEC-16: entry 1 holds a hash of each name, and nothing in which a name might be put', async () => {
    const { scene } = await played(1);
    const name = 'Имя Фамилия';
    const [first] = await scene.entries();
    const people = first!.data.participants as readonly object[];
    for (const one of people)
      expect(Object.keys(one).sort()).toEqual(['id', 'label', 'mode', 'nameHash', 'role', 'seat']);
    // Nor can one be slipped in: a field that is not declared is refused.
    const scene2 = createScene();
    const session = { ...(first!.data as object), participants: people.map(one => ({ ...one, name })) };
    await scene2.refuses('desk', { type: 'session.prepare', session: session as never }, 'act.malformed');
  });
});
