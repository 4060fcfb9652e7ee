import { describe, expect, test } from '@jest/globals';
import { fold, type JsonObject } from '@kengesh/journal';
import type { PreparedSession } from '../council.js';
import { councilSession } from '../council-session.js';
import { valuesOf } from '../persistent-map.js';
import { PROCEDURE, procedureOf } from '../procedure.js';
import { presenceOf } from '../state.js';
import { createScene, meeting, prepared } from '../testing.suite.js';

const prepare = (session: PreparedSession) => ({
  type: 'session.prepare',
  session: session as unknown as JsonObject,
});

describe('Preparing a session', () => {
  test('records the whole roll, and again where it has changed; twice the same is quiet', async () => {
    const scene = createScene();
    await scene.records('desk', prepare(prepared()), [['session.prepared', { statutorySeats: 5 }]]);
    await scene.staysQuiet('desk', prepare(prepared()));
    await scene.arrive('p1', 'p3');
    await scene.motion('Принять план', 'two');
    const fewer = prepared({ change: one => ({ ...one, agenda: one.agenda.slice(1) }) });
    await scene.records('desk', prepare(fewer), [['session.prepared']]);
    const state = await scene.state();
    expect(state.agenda.items.map(item => item.id)).toEqual(['two']);
    expect(presenceOf(state, 'p3')?.here).toBe(true);
    expect(Object.values(state.motions)).toHaveLength(1);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-27: is numbered with the procedure that decides the session; prepared by an older build, at its opening', async () => {
    const scene = createScene();
    await scene.records('desk', prepare(prepared()), [['session.prepared', { procedure: PROCEDURE }]]);
    await scene.refuses('desk', prepare({ ...prepared(), procedure: 1 } as PreparedSession), 'act.malformed');
    expect(procedureOf(await scene.state())).toBe(PROCEDURE);
    expect((await scene.state()).prepared).toEqual(prepared());
    await scene.arrive('p1', 'p2', 'p3');
    const [opened] = await scene.done('p1', { type: 'session.open' });
    expect(opened!.data).not.toHaveProperty('procedure');

    const old = await meeting({ procedure: 1 });
    expect((await old.entries())[0]!.data).not.toHaveProperty('procedure');
    expect(procedureOf(await old.state())).toBe(1);

    const begun = (await old.entries()).slice(0, 4);
    const unopened = fold(councilSession, begun);
    const later = await createScene().continue(begun);
    await later.arrive('p4', 'p5');
    expect(procedureOf(await later.state())).toBe(1);
    await later.records('p1', { type: 'session.open' }, [['session.opened', { procedure: PROCEDURE }]]);
    expect(procedureOf(await later.state())).toBe(PROCEDURE);
    expect(procedureOf(unopened)).toBe(1);
    expect(await later.brokenLaw()).toBeNull();

    const again = await createScene().continue(begun.slice(0, 1));
    await again.records('desk', prepare(prepared()), [['session.prepared', { procedure: PROCEDURE }]]);
  });

  test('is the desk’s alone, and not done to a session that was opened', async () => {
    const scene = createScene();
    await scene.refuses('p1', prepare(prepared()), 'may.desk_only');
    await scene.open();
    await scene.refuses('desk', prepare(prepared()), 'session.already_opened');
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('desk', prepare(prepared()), 'session.closed');
  });

  const seat = (one: PreparedSession, index: number) => one.seats[index]!;
  const who = (one: PreparedSession, index: number) => one.participants[index]!;
  test.each<[string, (one: PreparedSession) => PreparedSession, string]>([
    ['seat_twice', one => ({ ...one, statutorySeats: 9, seats: [...one.seats, seat(one, 0)] }), 's1'],
    [
      'participant_twice',
      one => ({ ...one, participants: [...one.participants, { ...who(one, 0), seat: null }] }),
      'p1',
    ],
    ['item_twice', one => ({ ...one, agenda: [...one.agenda, one.agenda[0]!] }), 'one'],
    [
      'majority_twice',
      one => ({ ...one, rules: { ...one.rules, majorities: [...one.rules.majorities, one.rules.majorities[0]!] } }),
      'simple',
    ],
    ['seat_unknown', one => ({ ...one, participants: [{ ...who(one, 0), seat: 's9' }] }), 's9'],
    ['seat_taken', one => ({ ...one, participants: [...one.participants, { ...who(one, 2), id: 'p9' }] }), 's3'],
    ['observer_votes', one => ({ ...one, participants: [{ ...who(one, 0), role: 'observer' }] }), 'p1'],
    ['chair_twice', one => ({ ...one, participants: [who(one, 0), { ...who(one, 1), role: 'chair' }] }), 'p2'],
    ['rapporteur_unknown', one => ({ ...one, agenda: [{ ...one.agenda[0]!, rapporteur: 's9' }] }), 'one'],
    ['more_seats_than_statutory', one => ({ ...one, statutorySeats: 4 }), '5'],
    [
      'ends_before_start',
      one => ({ ...one, session: { ...one.session, endsLocal: '2026-03-10T14:00' } }),
      '2026-03-10T14:00',
    ],
  ])('PROC-10: refuses a roll that contradicts itself (%s)', async (what, change, id) => {
    await createScene().refuses('desk', prepare(prepared({ change })), 'session.inconsistent', { what, id });
  });

  test('a name that every object has is no id', async () => {
    const scene = await meeting();
    for (const voting of ['constructor', 'toString', '__proto__'])
      await scene.refuses('p1', { type: 'voting.close', voting }, 'act.malformed');
  });
});

describe('Opening', () => {
  const open = { type: 'session.open' };

  test('PROC-01: the quorum found is in the record', async () => {
    const scene = await createScene().prepare();
    await scene.arrive('p1', 'p3', 'p4');
    await scene.records('p1', open, [
      ['session.opened', { presiding: 'p1', quorum: { present: 3, base: 5, need: 3, met: true } }],
    ]);
    await scene.refuses('p1', open, 'session.already_opened');
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p1', open, 'session.closed');
  });

  test('PROC-01: without a quorum it is refused with the numbers; observers and vacant seats do not count', async () => {
    const scene = await createScene().prepare({ vacant: ['s4'] });
    await scene.arrive('p1', 'p3', 'p4', 'obs', 'int', 'sec');
    await scene.refuses('p1', open, 'session.no_quorum', { present: 2, need: 3 });
  });

  test('belongs to the chair who is here; to the deputy where the chair is not, or has lost the line', async () => {
    const scene = createScene();
    await scene.refuses('p1', open, 'session.not_prepared');
    await scene.prepare({ hall: 0 });
    await scene.refuses('p1', open, 'session.presiding_absent');
    await scene.arrive('p1', 'p2', 'p3', 'p4');
    await scene.refuses('p3', open, 'may.chair_only');
    await scene.refuses('desk', open, 'may.chair_only');
    await scene.refuses('p2', open, 'session.chair_is_here');
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p1' });
    await scene.records('p2', open, [['session.opened', { presiding: 'p2' }]]);
  });
});

describe('Recess', () => {
  test('stops the work and the speaker’s clock, and says until when', async () => {
    const scene = await meeting();
    await scene.done('p1', { type: 'floor.give', participant: 'p3', seconds: 60 });
    await scene.wait(20);
    await scene.records('p1', { type: 'session.recess', minutes: 10 }, [
      ['session.recessed', { until: '2026-03-10T08:10:20.000Z' }],
      ['floor.paused'],
    ]);
    await scene.refuses('p1', { type: 'session.recess', minutes: 10 }, 'session.not_open');
    await scene.refuses('p1', { type: 'floor.resume' }, 'session.not_open');
    await scene.refuses('p1', { type: 'agenda.take', item: 'two' }, 'session.not_open');
    await scene.wait(600);
    expect(await scene.due()).toEqual([]);
    await scene.records('p1', { type: 'session.resume' }, [['session.resumed']]);
    await scene.refuses('p1', { type: 'session.resume' }, 'session.not_in_recess');
    await scene.done('p1', { type: 'floor.resume' });
    const { holder } = (await scene.state()).floor;
    expect(holder?.endsAt).toBe('2026-03-10T08:11:00.000Z');
  });

  test('is called by whoever presides, not over an open vote; without an end it is open', async () => {
    const scene = await meeting();
    await scene.refuses('sec', { type: 'session.recess', minutes: 5 }, 'may.presiding_only');
    const voting = await scene.vote();
    await scene.refuses('p1', { type: 'session.recess', minutes: 5 }, 'session.voting_open');
    await scene.close(voting);
    await scene.records('p1', { type: 'session.recess', minutes: null }, [['session.recessed', { until: null }]]);
  });
});

describe('Closing', () => {
  test('PROC-12: everybody leaves with it, a lost line when it was lost; what was under way ends', async () => {
    const scene = await meeting({ seats: 3, hall: 1 });
    await scene.done('p1', { type: 'floor.give', participant: 'p2', seconds: null });
    await scene.done('p3', { type: 'floor.ask' });
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p3' });
    await scene.wait(10);
    const entries = await scene.done('p1', { type: 'session.close' });
    expect(entries.slice(0, 2).map(one => one.type)).toEqual(['agenda.finished', 'floor.ended']);
    expect(entries.at(-1)?.type).toBe('session.closed');
    const state = await scene.state();
    expect(presenceOf(state, 'p3')?.intervals).toMatchObject([{ to: '2026-03-10T08:00:00.000Z' }]);
    expect(presenceOf(state, 'p1')?.intervals).toMatchObject([{ to: '2026-03-10T08:00:10.000Z' }]);
    expect(state.floor).toMatchObject({ queue: [], holder: null });
    expect(state.agenda.items[0]).toMatchObject({ status: 'finished' });
    expect(valuesOf(state.attendance).every(one => !one.here)).toBe(true);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('is refused before the opening, over an open vote, to others, and twice', async () => {
    const scene = await createScene().prepare();
    await scene.refuses('p1', { type: 'session.close' }, 'may.presiding_only');
    await scene.arrive('p1', 'p2', 'p3');
    await scene.done('p1', { type: 'session.open' });
    await scene.done('p1', { type: 'agenda.take', item: 'one' });
    const voting = await scene.vote();
    await scene.refuses('p1', { type: 'session.close' }, 'session.voting_open');
    await scene.close(voting);
    await scene.done('p1', { type: 'session.recess', minutes: null });
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p1', { type: 'session.close' }, 'session.not_open');
  });
});

describe('Presiding', () => {
  const preside = (participant: string) => ({ type: 'session.preside', participant });

  test('is handed over, and taken back by the chair', async () => {
    const scene = await meeting();
    await scene.records('p1', preside('p2'), [['session.presided', { participant: 'p2', reason: 'handed' }]]);
    await scene.refuses('p1', { type: 'session.recess', minutes: 5 }, 'may.presiding_only');
    await scene.staysQuiet('p2', preside('p2'));
    await scene.records('p1', preside('p1'), [['session.presided', { participant: 'p1', reason: 'returned' }]]);
  });

  test('is taken by the deputy, or given by the secretary, only when whoever presides has dropped', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.refuses('p2', preside('p2'), 'session.presiding_is_here');
    await scene.refuses('sec', preside('p2'), 'session.presiding_is_here');
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p1' });
    await scene.refuses('p3', preside('p3'), 'may.presiding_only');
    await scene.refuses('system', preside('p2'), 'may.presiding_only');
    await scene.records('p2', preside('p2'), [['session.presided', { participant: 'p2', reason: 'absent' }]]);
    await scene.done('system', { type: 'attendance.lineBack', participant: 'p1' });
    await scene.done('p1', preside('p1'));
    await scene.done('p1', { type: 'attendance.leave' });
    await scene.records('sec', preside('p2'), [['session.presided', { participant: 'p2', reason: 'absent' }]]);
  });

  test('goes to chair or deputy only, and only to one who is here and connected', async () => {
    const scene = await meeting({ hall: 0 });
    await scene.refuses('p1', preside('p3'), 'session.cannot_preside');
    await scene.refuses('p1', preside('nobody'), 'session.cannot_preside');
    await scene.done('system', { type: 'attendance.lineLost', participant: 'p2' });
    await scene.refuses('p1', preside('p2'), 'session.presiding_absent');
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('p1', preside('p1'), 'session.not_open');
  });
});
