/** For every act what somebody might ask by it at this moment: often lawful, sometimes not. */

import type { JsonObject } from '@kengesh/journal';
import { marksToUndo } from './attendance/marks.js';
import {
  type ActType,
  addSeconds,
  forcedMajority,
  HALL,
  isBureau,
  nextToPut,
  openVoting,
  type State,
  textHash,
  waitingRoom,
} from './index.js';
import { entriesOf, entryOf } from './persistent-map.js';
import type { Chance } from './random-chance.suite.js';
import { holdersOf } from './register/register.js';
import { orphansOf } from './session/orphans.js';
import { ballotsBySeat, presenceOf } from './state.js';
import type { ActInput } from './testing.suite.js';

export type Ask = readonly [who: string, act: ActInput];

/** What asks are made of: names that exist now, and chance. */
export interface Scenery {
  readonly luck: Chance;
  readonly state: State;
  readonly now: string;
}

const PEOPLE = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'alt', 'sec', 'obs', 'int', 'int2'];
const REASONS = { void: ['outage', 'irregular', 'mistake'], correct: ['clerk_error', 'late_notice', 'technical'] };
const HASHES = ['a'.repeat(64), 'b'.repeat(64)];
const PASSAGE = { ru: 'план' };

const participants = (state: State) => state.prepared?.participants.map(one => one.id) ?? ['p1'];
const seats = (state: State) => state.prepared?.seats.map(one => one.id) ?? ['s1'];
const orElse = <T>(list: readonly T[], other: T): readonly T[] => (list.length > 0 ? list : [other]);

/** A ballot that this vote may hold; of an election often several names. */
export function someChoice({ luck, state }: Scenery, voting: string): string {
  const found = state.votings[voting];
  if (!found) return 'yes';
  const names = found.choices.map(one => one.id);
  const method = found.election?.method;
  const own = names.filter(one => one !== 'against_all' && one !== 'abstain');
  // Nearly all for it, nearly all against, or divided: else hardly a vote would reach two thirds, or end equal.
  const mood = [names.slice(0, 1), names.slice(0, 1), names.slice(1, 2), names.slice(0, 2)];
  // Parts fall together more often than not.
  if (state.motions[found.motion?.id ?? '']?.partOf && luck.chance(0.8)) return 'no';
  if (found.kind === 'motion' && luck.chance(0.9)) return luck.pick(mood[Number(voting.slice(1)) % 4]!);
  if (!method || method === 'absolute_majority' || own.length === 0 || luck.chance(0.15)) return luck.pick(names);
  if (luck.chance(0.3)) return luck.pick(own.slice(0, 2));
  const shuffled = [...own].sort(() => luck.next() - 0.5);
  const most = method === 'block_plurality' ? (found.election?.seats ?? 1) : shuffled.length;
  return shuffled.slice(0, 1 + Math.floor(luck.next() * Math.min(most, shuffled.length))).join('.');
}

/** A link that waits where there is one. */
function someLink({ luck, state }: Scenery): { participant: string; generation: number } {
  const all = entriesOf(state.devices).flatMap(([participant, { links }]) =>
    links.map(({ generation }) => ({ participant, generation })),
  );
  return luck.pick(orElse(all, { participant: 'p3', generation: 1 }));
}
function linkAdmitted(scenery: Scenery): ActInput {
  const by = scenery.luck.chance(0.5) ? { by: { account: 'a_desk' } } : {};
  return { type: 'link.admit', ...someLink(scenery), ...by };
}
function someDevice({ luck, state }: Scenery): { participant: string; device: string } {
  const all = entriesOf(state.devices).flatMap(([participant, { devices }]) =>
    devices.map(({ id: device }) => ({ participant, device })),
  );
  return luck.pick(orElse(all, { participant: 'p3', device: 'd1' }));
}

/** Whose ballot of this vote is still to come, and who may give it. */
export function someVoter({ luck, state }: Scenery, voting: string): { seat: string; who: string } {
  const found = state.votings[voting];
  const cast = ballotsBySeat(state, voting);
  const open = found?.register.filter(one => one.entitled && (luck.chance(0.1) || !entryOf(cast, one.seat))) ?? [];
  const line = open.length > 0 ? luck.pick(open) : undefined;
  return line ? { seat: line.seat, who: luck.pick(orElse(holdersOf(line), 'p1')) } : { seat: 's1', who: 'p1' };
}

/** Words of a motion: two languages sometimes, so that there is something to translate. */
const someText = ({ luck, now }: Scenery) => ({
  ru: `Принять план ${now.slice(11, 23)} по вопросу`,
  ...(luck.chance(0.3) ? { en: `Adopt the plan ${now.slice(11, 23)}` } : {}),
});

function names(scenery: Scenery) {
  const { luck, state } = scenery;
  const presiding = state.session.presiding ?? 'p1';
  const voting = openVoting(state)?.id ?? luck.pick(orElse(Object.keys(state.votings), 'v1'));
  const motions = Object.values(state.motions);
  const waiting = motions.filter(one => one.status === 'admitted' || one.status === 'submitted');
  const { current } = state.agenda;
  const ripe = current !== null && luck.chance(0.5) ? nextToPut(state, current) : [];
  const list = ripe.length > 0 ? ripe : luck.chance(0.8) ? waiting : motions;
  const motion = luck.pick(orElse(list, motions[0] ?? { id: 'm1' })).id;
  const seat = luck.pick(seats(state));
  const own = state.prepared?.participants.find(one => one.seat === seat)?.id ?? 'p1';
  return {
    presiding,
    voting,
    motion,
    seat,
    own,
    who: luck.pick(luck.chance(0.9) ? participants(state) : PEOPLE),
    bureau: luck.pick(['sec', 'p1', 'p2']),
    item: luck.pick(
      orElse(
        state.agenda.items.map(one => one.id),
        'one',
      ),
    ),
    end: luck.pick([null, null, 10, 30]),
    task: luck.pick(
      orElse(
        state.tasks.map(one => one.id),
        't1',
      ),
    ),
    decision: luck.pick(
      orElse(
        state.decisions.map(one => one.id),
        'd1',
      ),
    ),
    election: luck.pick(orElse(Object.keys(state.elections ?? {}), 'e1')),
    majority: luck.pick(orElse(state.prepared?.rules.majorities.map(one => one.key) ?? [], 'simple')),
    point: luck.pick(orElse(Object.keys(state.order?.points ?? {}), 'o1')),
  };
}

const hashOf = (state: State, decision: string) => state.decisions.find(one => one.id === decision)?.hash ?? HASHES[0]!;

/** A vote that takes no ballots any more and is not counted yet. */
export const endedVote = (state: State) =>
  Object.values(state.votings).find(one => one.endedAt !== undefined && one.closedAt === null);

/** How a motion is put to the vote: named or secret on devices, by hands, by roll call, on paper. */
export function someWay({ luck, state, now }: Scenery): JsonObject {
  const tellers = luck.chance(0.9) ? ['p4', 'p5'] : [luck.pick(participants(state)), 'p4'];
  return luck.pick<JsonObject>([
    { method: 'named' },
    { method: 'secret' },
    { method: 'named', way: 'hands' },
    { method: 'named', way: 'roll_call', seed: `seed ${now}` },
    { method: 'secret', way: 'paper', tellers },
  ]);
}

/** Of the roll, and one that the roll does not know, in turn. */
const officeOf = (state: State) =>
  [
    { id: 'chair', title: { ru: 'Председатель' } },
    { id: 'board', title: { ru: 'Правление' } },
    { id: 'deputy', title: { ru: 'Заместитель председателя' } },
  ][Object.keys(state.elections ?? {}).length % 3]!;

export const asks: { readonly [T in ActType]: (scenery: Scenery) => Ask } = {
  'session.prepare': ({ luck, state }) => {
    const whole = state.prepared;
    const title = { ...whole?.session.title, ru: luck.pick(['Заседание', 'Внеочередное заседание']) };
    // Sometimes with an item less, and what was put in on it goes with another one or is withdrawn.
    const agenda = luck.chance(0.5) ? (whole?.agenda.slice(0, 1) ?? []) : (whole?.agenda ?? []);
    const items = agenda.map(item => item.id);
    const orphans = orphansOf(state, items).map(orphan => ({ ...orphan, to: luck.pick([null, ...items]) }));
    const session = { ...whole, agenda, session: { ...whole?.session, title } };
    return ['desk', { type: 'session.prepare', session, ...(orphans.length > 0 ? { orphans } : {}) } as never];
  },
  'session.open': ({ luck }) => [luck.pick(['p1', 'p2']), { type: 'session.open' }],
  'session.notHeld': ({ luck }) => [
    luck.pick(['p1', 'p2']),
    { type: 'session.notHeld', next: luck.pick([null, '2026-04-10T14:00']) },
  ],
  'session.recess': s => [names(s).presiding, { type: 'session.recess', minutes: s.luck.pick([null, 1, 5]) }],
  'session.resume': s => [names(s).presiding, { type: 'session.resume' }],
  'session.close': s => [
    names(s).presiding,
    { type: 'session.close', ...(s.luck.chance(0.3) ? { next: '2026-05-10T10:00' } : {}) },
  ],
  'session.preside': s => {
    const elected = s.state.prepared?.participants.filter(
      one => s.state.offices.some(({ seat }) => seat === one.seat) && isBureau(s.state, one.id),
    );
    const heirs = ['p1', 'p2', 'p3', ...(elected ?? []).map(one => one.id)];
    const heir = s.luck.pick(heirs);
    return [s.luck.pick([names(s).presiding, 'p1', 'p2', 'sec', heir]), { type: 'session.preside', participant: heir }];
  },

  'agenda.take': s => [names(s).presiding, { type: 'agenda.take', item: names(s).item }],
  'agenda.finish': s => [names(s).presiding, { type: 'agenda.finish', item: s.state.agenda.current ?? names(s).item }],
  'agenda.debate': s => [
    names(s).presiding,
    { type: 'agenda.debate', item: names(s).item, debate: s.luck.pick(['open', 'closed']) },
  ],
  'agenda.mark': s => [names(s).bureau, { type: 'agenda.mark', item: names(s).item, mustHearAll: s.luck.chance(0.5) }],
  'agenda.add': s => [
    names(s).bureau,
    { type: 'agenda.add', title: { ru: 'Разное' }, rapporteur: s.luck.pick([null, names(s).seat]) },
  ],
  'agenda.reorder': s => [
    names(s).bureau,
    {
      type: 'agenda.reorder',
      order: [...s.state.agenda.items.map(one => one.id)].sort(() => s.luck.next() - 0.5),
    },
  ],

  'attendance.join': s => [
    s.luck.pick(
      orElse(
        participants(s.state).filter(one => s.luck.chance(0.1) || !presenceOf(s.state, one)?.here),
        names(s).who,
      ),
    ),
    { type: 'attendance.join', mode: s.luck.pick(['remote', 'remote', 'remote', 'hall']) },
  ],
  'attendance.leave': s => [s.luck.pick(['p3', 'p4', 'p5', 'obs', 'int']), { type: 'attendance.leave' }],
  'attendance.checkIn': s => ['sec', { type: 'attendance.checkIn', participant: names(s).who }],
  'attendance.checkInAll': () => ['sec', { type: 'attendance.checkInAll' }],
  'attendance.undoMarks': s => ['sec', { type: 'attendance.undoMarks', at: marksToUndo(s.state, s.now) ?? s.now }],
  'attendance.checkOut': s => [
    'sec',
    { type: 'attendance.checkOut', participant: s.luck.pick(['p3', 'p4', 'p6', 'obs']) },
  ],
  'attendance.correct': s => {
    const { who } = names(s);
    const standing = presenceOf(s.state, who)?.intervals ?? [];
    const last = standing.at(-1);
    const intervals = last
      ? [...standing.slice(0, -1), { ...last, mode: s.luck.pick(['hall', 'remote']), to: s.luck.pick([null, s.now]) }]
      : [{ from: s.now, to: s.now, mode: 'hall', source: 'secretary' }];
    const reason = s.luck.pick(REASONS.correct);
    return ['sec', { type: 'attendance.correct', participant: who, intervals: intervals as never, reason }];
  },
  'attendance.lineLost': s => [
    'system',
    {
      type: 'attendance.lineLost',
      participant: s.luck.pick([names(s).who, s.state.floor.holder?.participant ?? 'p3']),
    },
  ],
  'attendance.lineBack': s => [
    'system',
    {
      type: 'attendance.lineBack',
      participant: s.luck.pick(
        orElse(
          entriesOf(s.state.attendance).flatMap(([who, one]) => (one.lostAt ? [who] : [])),
          'p3',
        ),
      ),
    },
  ],
  'attendance.graceEnd': s => {
    const { who } = names(s);
    return [
      'system',
      { type: 'attendance.graceEnd', participant: who, lostAt: presenceOf(s.state, who)?.lostAt ?? s.now },
    ];
  },

  'proxy.register': s => {
    const { item, seat } = names(s);
    const choices = [{ item, choice: s.luck.pick(['yes', 'no', 'abstain']) }];
    return [
      'sec',
      {
        type: 'proxy.register',
        principal: seat,
        holder: s.luck.pick(seats(s.state)),
        item: s.luck.pick([null, item]),
        instruction: s.luck.pick([{ kind: 'free' }, { kind: 'directed', choices }]) as never,
        proof: 'D-1',
      },
    ];
  },
  'proxy.revoke': s => {
    const proxy = s.luck.pick(orElse(s.state.represent?.proxies ?? [], { id: 'x1', principal: 's1' } as never));
    return [s.luck.pick(['sec', names(s).own]), { type: 'proxy.revoke', proxy: proxy.id }];
  },
  'seat.substitute': s => [
    'sec',
    { type: 'seat.substitute', seat: names(s).seat, participant: s.luck.pick(['alt', 'alt', names(s).who]) },
  ],
  'seat.giveBack': s => [
    'sec',
    {
      type: 'seat.giveBack',
      seat: s.luck.pick(
        orElse(s.state.represent?.substitutes.filter(one => one.to === null).map(one => one.seat) ?? [], names(s).seat),
      ),
    },
  ],
  'seat.recuse': s => {
    const { own, seat, item } = names(s);
    return [s.luck.pick([own, 'sec']), { type: 'seat.recuse', seat, item }];
  },
  'seat.withdrawRecusal': s => {
    const open = s.state.represent?.recusals.filter(one => one.withdrawnAt === null) ?? [];
    const { seat, item } = s.luck.pick(orElse(open, names(s) as never));
    return ['sec', { type: 'seat.withdrawRecusal', seat, item }];
  },
  'seat.suspend': s => [
    'sec',
    {
      type: 'seat.suspend',
      seat: s.luck.pick(['s4', 's5', names(s).seat]),
      reason: s.luck.pick(['decision', 'credentials', 'dues']),
    },
  ],
  'seat.restore': s => [
    'sec',
    {
      type: 'seat.restore',
      seat: s.luck.pick(
        orElse(s.state.represent?.suspensions.filter(one => one.to === null).map(one => one.seat) ?? [], 's4'),
      ),
    },
  ],

  'floor.ask': s => [
    names(s).who,
    {
      type: 'floor.ask',
      ...(s.luck.chance(0.5) ? { kind: s.luck.pick(['speech', 'reply', 'intervention']) } : {}),
      ...(s.luck.chance(0.5) ? { stance: s.luck.pick(['for', 'against', 'neutral']) } : {}),
    },
  ],
  'floor.enter': s => ['sec', { type: 'floor.enter', participant: names(s).who }],
  'floor.withdraw': s => {
    const who = s.luck.pick(
      orElse(
        s.state.floor.queue.map(one => one.participant),
        'p3',
      ),
    );
    return [s.luck.pick([who, 'sec']), { type: 'floor.withdraw', participant: who }];
  },
  'floor.move': s => [
    names(s).presiding,
    {
      type: 'floor.move',
      order: s.state.floor.queue.map(one => one.participant).sort(() => s.luck.next() - 0.5),
      reason: s.luck.pick(['balance', 'rapporteur', 'agreed']),
    },
  ],
  'floor.give': s => [
    names(s).presiding,
    {
      type: 'floor.give',
      participant: s.luck.pick(
        orElse(
          s.state.floor.queue.map(one => one.participant),
          names(s).who,
        ),
      ),
      seconds: s.luck.pick([null, null, 30, 90]),
    },
  ],
  'floor.yield': s => [s.state.floor.holder?.participant ?? names(s).who, { type: 'floor.yield' }],
  'floor.end': s => [names(s).presiding, { type: 'floor.end' }],
  'floor.extend': s => [names(s).presiding, { type: 'floor.extend', seconds: 30 }],
  'floor.pause': s => [names(s).presiding, { type: 'floor.pause' }],
  'floor.resume': s => [names(s).presiding, { type: 'floor.resume' }],
  'floor.timeUp': s => [
    'system',
    {
      type: 'floor.timeUp',
      participant: s.state.floor.holder?.participant ?? 'p1',
      endsAt: s.state.floor.holder?.endsAt ?? s.now,
    },
  ],
  'floor.lostOut': s => [
    'system',
    {
      type: 'floor.lostOut',
      participant: s.state.floor.holder?.participant ?? 'p1',
      pausedAt: s.state.floor.holder?.pausedAt ?? s.now,
    },
  ],
  'floor.closeList': s => [names(s).presiding, { type: 'floor.closeList' }],
  'floor.openList': s => [names(s).presiding, { type: 'floor.openList' }],
  'floor.mode': s => [
    names(s).presiding,
    { type: 'floor.mode', mode: s.luck.pick(['fifo', 'proContra', 'delegation', 'firstTime', 'roundRobin']) },
  ],
  'floor.limit': s => [
    names(s).presiding,
    { type: 'floor.limit', limits: s.luck.pick<JsonObject>([{}, { seconds: 60, total: 300 }, { speeches: 5 }]) },
  ],

  'motion.submit': s => {
    const { item, seat, motion } = names(s);
    const done = Object.values(s.state.motions).find(one => one.status === 'adopted' && !one.procedure);
    const current = s.state.agenda.current ?? item;
    return [
      s.luck.pick(['sec', names(s).bureau, names(s).own]),
      {
        type: 'motion.submit',
        item: s.luck.pick([current, item]),
        text: someText(s) as JsonObject,
        mover: s.luck.pick([null, seat]),
        ...(s.luck.chance(0.1) ? { rivalOf: motion } : {}),
        ...(done && s.luck.chance(0.2)
          ? { effect: { kind: s.luck.pick(['supersedes', 'repeals']), motion: done.id } }
          : {}),
      },
    ];
  },
  'motion.revise': s => [
    names(s).bureau,
    { type: 'motion.revise', motion: names(s).motion, text: someText(s) as JsonObject },
  ],
  'motion.withdraw': s => [
    s.luck.pick([names(s).bureau, names(s).presiding]),
    { type: 'motion.withdraw', motion: names(s).motion, ...(s.luck.chance(0.5) ? { consent: true } : {}) },
  ],
  'motion.second': s => {
    const { own, seat, motion } = names(s);
    return [own, { type: 'motion.second', motion, seat }];
  },
  'motion.admit': s => [
    names(s).bureau,
    {
      type: 'motion.admit',
      motion: s.luck.pick(
        orElse(
          Object.values(s.state.motions)
            .filter(one => one.status === 'submitted')
            .map(one => one.id),
          names(s).motion,
        ),
      ),
    },
  ],
  'motion.inadmissible': s => [
    names(s).presiding,
    { type: 'motion.inadmissible', motion: names(s).motion, reason: s.luck.pick(['unclear', 'not_competent']) },
  ],
  'motion.takeOver': s => {
    const gone = Object.values(s.state.motions)
      .filter(one => one.status === 'withdrawn')
      .map(one => one.id);
    const { own, seat, motion, bureau } = names(s);
    return [s.luck.pick([own, bureau]), { type: 'motion.takeOver', motion: s.luck.pick(orElse(gone, motion)), seat }];
  },
  'motion.defer': s => [
    names(s).presiding,
    {
      type: 'motion.defer',
      motion: names(s).motion,
      item: s.luck.pick([null, names(s).item]),
      date: s.luck.pick([null, '2026-04-01']),
    },
  ],
  'motion.refer': s => [
    names(s).presiding,
    { type: 'motion.refer', motion: names(s).motion, body: { ru: 'Комитет' }, due: s.luck.pick([null, '2026-04-01']) },
  ],
  'motion.merge': s => {
    const motion = s.state.motions[names(s).motion];
    const beside = Object.values(s.state.motions).filter(one => one.item === motion?.item && one.id !== motion?.id);
    return [
      names(s).bureau,
      {
        type: 'motion.merge',
        motion: motion?.id ?? 'm1',
        into: s.luck.pick(
          orElse(
            beside.map(one => one.id),
            names(s).motion,
          ),
        ),
      },
    ];
  },
  'motion.translate': s => {
    const motion = s.state.motions[names(s).motion];
    return [
      names(s).bureau,
      { type: 'motion.translate', motion: motion?.id ?? 'm1', text: { ky: `Пландын котормосу ${s.now}` } },
    ];
  },
  'amendment.submit': s => {
    const motion = s.state.motions[names(s).motion];
    // Of an amendment the words that it puts in are amended.
    const passage = motion?.change ? { ru: 'срок' } : PASSAGE;
    const change = s.luck.pick<JsonObject>([
      { kind: 'replace', passage, words: { ru: s.luck.pick(['проект и срок', 'порядок и срок']) } },
      { kind: 'add', passage: null, words: { ru: `и срок ${s.now.slice(17, 23)}` } },
      { kind: 'delete', passage: { ru: 'по вопросу' }, words: null },
    ]);
    const { seat, own, bureau } = names(s);
    return [
      s.luck.pick([bureau, own]),
      { type: 'amendment.submit', motion: motion?.id ?? 'm1', change, mover: s.luck.pick([null, seat]) },
    ];
  },
  'motion.order': s => {
    const motion = s.state.motions[names(s).motion];
    const root = motion?.amends ?? motion?.rivalOf ?? motion?.id ?? 'm1';
    const what = s.luck.pick(['amendments', 'rivals']);
    const all = Object.values(s.state.motions).filter(one =>
      what === 'rivals' ? one.id === root || one.rivalOf === root : one.amends === root,
    );
    const order = all
      .filter(one => ['submitted', 'admitted', 'put'].includes(one.status))
      .map(one => one.id)
      .sort(() => s.luck.next() - 0.5);
    return [names(s).presiding, { type: 'motion.order', motion: root, what, order: [...orElse(order, 'm1')] }];
  },
  'motion.dropVote': s => {
    const by = Object.values(s.state.motions).find(one => one.status === 'adopted')?.id ?? null;
    return [
      names(s).presiding,
      {
        type: 'motion.dropVote',
        motion: names(s).motion,
        reason: s.luck.pick(['agreed', 'excluded', 'rival_adopted']),
        by: s.luck.pick([null, by]),
      },
    ];
  },
  'motion.divide': s => {
    const granted = Object.values(s.state.motions).find(one => one.division) ?? s.state.motions[names(s).motion];
    const halves = (text: string, first: boolean) => {
      const cut = text.indexOf(' ', 3);
      return cut < 0 ? text : first ? text.slice(0, cut) : text.slice(cut + 1);
    };
    const part = (first: boolean) => ({
      text: Object.fromEntries(
        Object.entries(granted?.text ?? { ru: 'а б' }).map(([k, v]) => [k, halves(String(v), first)]),
      ),
      operative: s.luck.chance(0.8),
    });
    return ['sec', { type: 'motion.divide', motion: granted?.id ?? 'm1', parts: [part(true), part(false)] }];
  },

  'order.move': s => {
    const { own, seat, motion } = names(s);
    const done = Object.values(s.state.motions).find(one => one.status === 'adopted' || one.status === 'rejected');
    const procedure = s.luck.pick<JsonObject>([
      { kind: 'suspend', minutes: s.luck.pick([null, 5]) },
      ...(s.luck.chance(0.2) ? [{ kind: 'adjourn' }] : []),
      ...(s.luck.chance(0.3) ? [{ kind: 'adjournDebate' }] : []),
      { kind: 'closeDebate' },
      { kind: 'closeList' },
      { kind: 'limitTime', seconds: 60 },
      { kind: 'separateVote', motion },
      { kind: 'separateVote', motion },
      { kind: 'secretVote', motion },
      { kind: 'reconsider', motion: done?.id ?? motion },
      { kind: 'changeAgenda', order: s.state.agenda.items.map(one => one.id).reverse() },
    ]);
    return [s.luck.pick([own, 'sec']), { type: 'order.move', seat, procedure }];
  },
  'order.grant': s => [
    names(s).presiding,
    {
      type: 'order.grant',
      motion: s.luck.pick(
        orElse(
          Object.values(s.state.motions)
            .filter(one => one.procedure && one.status === 'admitted')
            .map(one => one.id),
          'm1',
        ),
      ),
    },
  ],
  'order.point': s => [
    names(s).own,
    { type: 'order.point', about: s.luck.pick(['procedure', 'quorum', 'voting', 'technical']) },
  ],
  'order.enterPoint': s => [
    'sec',
    { type: 'order.enterPoint', participant: names(s).own, about: s.luck.pick(['procedure', 'time', 'voting']) },
  ],
  'order.withdrawPoint': s => {
    const { point } = names(s);
    return [s.state.order?.points[point]?.participant ?? 'p3', { type: 'order.withdrawPoint', point }];
  },
  'order.rule': s => [
    names(s).presiding,
    {
      type: 'order.rule',
      point: s.luck.pick(
        orElse(
          Object.values(s.state.order?.points ?? {})
            .filter(one => one.status === 'pending')
            .map(one => one.id),
          'o1',
        ),
      ),
      ruling: s.luck.pick(['upheld', 'dismissed']),
    },
  ],
  'order.appeal': s => {
    const { own, seat } = names(s);
    const last = Object.keys(s.state.order?.points ?? {}).at(-1) ?? 'o1';
    return [s.luck.pick([own, 'sec']), { type: 'order.appeal', point: last, seat }];
  },

  'voting.open': s => {
    const { presiding, motion, majority, end } = names(s);
    const found = s.state.motions[motion];
    const forced = found && s.luck.chance(0.9) ? forcedMajority(s.state, found) : null;
    const way = someWay(s);
    return [presiding, { type: 'voting.open', motion, majority: forced ?? majority, closesInSeconds: end, ...way }];
  },
  'voting.openElection': s => [
    names(s).presiding,
    {
      type: 'voting.openElection',
      office: { id: 'head', title: { ru: 'Глава' } },
      candidates: ['s1', 's2', 's3']
        .slice(0, s.luck.pick([1, 2, 3]))
        .map(seat => ({ label: { ru: `Кандидат ${seat}` }, seat })),
      method: s.luck.pick(['named', 'secret']),
      closesInSeconds: names(s).end,
    },
  ],
  'voting.openRunoff': s => {
    const tied = Object.values(s.state.votings).filter(
      one => one.result?.outcome === 'tied' && one.kind === 'election',
    );
    return [
      names(s).presiding,
      {
        type: 'voting.openRunoff',
        voting: s.luck.pick(
          orElse(
            tied.map(one => one.id),
            'v1',
          ),
        ),
        closesInSeconds: names(s).end,
      },
    ];
  },
  'voting.cast': s => {
    const { voting } = names(s);
    const { seat, who } = someVoter(s, voting);
    return [who, { type: 'voting.cast', voting, seat, choice: someChoice(s, voting) }];
  },
  'voting.castMany': s => {
    const { voting } = names(s);
    const { seat, who } = someVoter(s, voting);
    const others = s.state.votings[voting]?.register.filter(
      one => one.entitled && one.seat !== seat && holdersOf(one).includes(who),
    );
    const ballots = [seat, ...(others ?? []).map(one => one.seat)].map(one => ({
      seat: one,
      choice: someChoice(s, voting),
    }));
    return [who, { type: 'voting.castMany', voting, ballots }];
  },
  'voting.enter': s => {
    const { voting } = names(s);
    return ['sec', { type: 'voting.enter', voting, seat: someVoter(s, voting).seat, choice: someChoice(s, voting) }];
  },
  'voting.countHands': s => {
    const { voting } = names(s);
    return [
      'sec',
      { type: 'voting.countHands', voting, counts: { yes: s.luck.pick([0, 1]), no: s.luck.pick([0, 1]) } },
    ];
  },
  'voting.callNext': s => ['sec', { type: 'voting.callNext', voting: names(s).voting }],
  'voting.answer': s => {
    const { voting } = names(s);
    const seat = s.state.votings[voting]?.called?.seat ?? 's1';
    return ['sec', { type: 'voting.answer', voting, seat, choice: someChoice(s, voting) }];
  },
  'voting.issuePaper': s => {
    const { voting } = names(s);
    const hall = s.state.votings[voting]?.register.filter(one => one.hall) ?? [];
    return [
      'sec',
      {
        type: 'voting.issuePaper',
        voting,
        seat: s.luck.pick(
          orElse(
            hall.map(one => one.seat),
            's1',
          ),
        ),
      },
    ];
  },
  'voting.countPaper': s => {
    const voting = endedVote(s.state)?.id ?? names(s).voting;
    const found = s.state.votings[voting];
    const issued = found?.paper?.seats.length ?? 0;
    // The tellers nearly always find the same: what follows from the vote's own number.
    const spoiled = (issued + Number(voting.slice(1))) % (issued + 1);
    const counts = s.luck.chance(0.75) ? { yes: issued - spoiled } : { no: issued - spoiled };
    return [s.luck.pick(found?.tellers ?? ['p4']), { type: 'voting.countPaper', voting, counts, spoiled }];
  },
  'voting.askObjections': s => [
    names(s).presiding,
    { type: 'voting.askObjections', motion: names(s).motion, seconds: 10 },
  ],
  'voting.openConsensus': s => [
    names(s).presiding,
    {
      type: 'voting.openConsensus',
      motion: names(s).motion,
      by: s.luck.pick(['seat', 'state']),
      closesInSeconds: names(s).end,
    },
  ],
  'voting.openSilence': s => [
    names(s).presiding,
    {
      type: 'voting.openSilence',
      motion: names(s).motion,
      closesAt: addSeconds(s.now, s.luck.pick([30, 60, 90])),
      ...(s.luck.chance(0.4) ? { minAcknowledged: s.luck.pick([0, 1, 2]) } : {}),
    },
  ],
  'voting.openWritten': s => [
    names(s).presiding,
    {
      type: 'voting.openWritten',
      motion: names(s).motion,
      method: s.luck.pick(['named', 'secret']),
      majority: names(s).majority,
      closesAt: addSeconds(s.now, s.luck.pick([30, 60, 90])),
    },
  ],
  'voting.object': s => {
    const { voting } = names(s);
    const { seat, who } = someVoter(s, voting);
    return [who, { type: 'voting.object', voting, seat, kind: s.luck.pick(['objection', 'amendment']) }];
  },
  'voting.acknowledge': s => {
    const { voting } = names(s);
    const { seat, who } = someVoter(s, voting);
    return [s.luck.pick([who, 'sec']), { type: 'voting.acknowledge', voting, seat }];
  },
  'voting.void': s => [
    names(s).presiding,
    { type: 'voting.void', voting: names(s).voting, reason: s.luck.pick(REASONS.void) },
  ],
  'voting.assist': s => {
    const { voting } = names(s);
    return ['sec', { type: 'voting.assist', voting, seat: someVoter(s, voting).seat, choice: someChoice(s, voting) }];
  },
  'voting.assistConfirm': s => {
    const { voting } = names(s);
    const pending = Object.entries(s.state.assists?.[voting] ?? {}).filter(([, one]) => one.confirmedBy === null);
    const [seat, { choice }] = s.luck.pick(orElse(pending, ['s1', { choice: 'yes' } as never]));
    return [s.luck.pick(['p1', 'p2']), { type: 'voting.assistConfirm', voting, seat, choice }];
  },
  'voting.assistAnswer': s => {
    const { voting } = names(s);
    const asked = Object.entries(s.state.assists?.[voting] ?? {}).flatMap(([seat, one]) =>
      one.asked ? [[seat, one.asked.participant] as const] : [],
    );
    const [seat, who] = s.luck.pick(orElse(asked, ['s1', 'p1'] as const));
    return [who, { type: 'voting.assistAnswer', voting, seat, own: s.luck.chance(0.5) }];
  },
  'voting.assistUnanswered': s => {
    const { voting } = names(s);
    const until = Object.values(s.state.assists?.[voting] ?? {}).find(one => one.asked)?.asked?.until;
    return [
      'system',
      { type: 'voting.assistUnanswered', voting, seat: someVoter(s, voting).seat, until: until ?? s.now },
    ];
  },
  'voting.openTest': s => [
    names(s).presiding,
    {
      type: 'voting.openTest',
      text: { ru: 'Проба' },
      method: s.luck.pick(['named', 'secret']),
      closesInSeconds: names(s).end,
    },
  ],
  'voting.extend': s => [names(s).presiding, { type: 'voting.extend', voting: names(s).voting, seconds: 30 }],
  'voting.close': s => {
    const { presiding } = names(s);
    const voting = endedVote(s.state)?.id ?? names(s).voting;
    const due = s.state.votings[voting]?.lotDue !== undefined;
    return [presiding, { type: 'voting.close', voting, ...(due ? { seed: `lot ${s.now}` } : {}) }];
  },
  'voting.count': s => {
    const voting = endedVote(s.state)?.id ?? names(s).voting;
    return [s.luck.pick(['p2', 'sec', 'p4']), { type: 'voting.count', voting }];
  },
  'voting.decideTie': s => {
    const waits = Object.values(s.state.votings).find(one => one.result?.awaits === 'chair');
    return [
      names(s).presiding,
      { type: 'voting.decideTie', voting: waits?.id ?? 'v1', casting: s.luck.pick(['yes', 'no', 'none']) },
    ];
  },

  'election.call': s => [
    names(s).presiding,
    {
      type: 'election.call',
      office: officeOf(s.state),
      seats: s.luck.pick([1, 1, 2]),
      method: s.luck.pick(['approval', 'block_plurality', 'absolute_majority', 'stv']),
      onTie: s.luck.pick(['lot', 'lot', 'runoff']),
      term: s.luck.pick([null, { from: '2026-03-01', to: '2027-03-31' }]),
    },
  ],
  'election.nominate': s => {
    const { election, seat, bureau, own } = names(s);
    const label = { ru: `Кандидат ${seat}` };
    return [
      s.luck.pick([bureau, own]),
      { type: 'election.nominate', election, label, seat: s.luck.pick([seat, seat, null]) },
    ];
  },
  'election.withdraw': s => [
    names(s).bureau,
    { type: 'election.withdraw', election: names(s).election, candidate: s.luck.pick(['c1', 'c2', 'c3']) },
  ],
  'election.open': s => [
    names(s).presiding,
    {
      type: 'election.open',
      election: names(s).election,
      method: s.luck.pick(['named', 'secret']),
      closesInSeconds: names(s).end,
    },
  ],

  'task.set': s => {
    const { bureau, seat, decision } = names(s);
    const other = s.luck.pick(seats(s.state));
    const next = s.luck.chance(0.3);
    return [
      bureau,
      {
        type: 'task.set',
        decision: s.luck.pick([null, decision]),
        text: { ru: 'Подготовить отчёт' },
        responsible: seat,
        due: next ? null : s.luck.pick([null, '2026-04-01']),
        ...(s.luck.chance(0.3) && other !== seat ? { co: [other] } : {}),
        ...(next ? { next: true } : {}),
        ...(s.luck.chance(0.5) ? { report: s.luck.pick(['written', 'oral', 'document']) } : {}),
        ...(s.luck.chance(0.5) ? { control: other } : {}),
      },
    ];
  },
  'task.start': s => [names(s).bureau, { type: 'task.start', task: names(s).task }],
  'task.report': s => [
    names(s).bureau,
    { type: 'task.report', task: names(s).task, hash: s.luck.pick([null, ...HASHES]) },
  ],
  'task.accept': s => [names(s).bureau, { type: 'task.accept', task: names(s).task }],
  'task.return': s => [
    names(s).bureau,
    { type: 'task.return', task: names(s).task, reason: s.luck.pick(['late', 'incomplete']) },
  ],
  'task.withdraw': s => [
    names(s).bureau,
    { type: 'task.withdraw', task: names(s).task, reason: s.luck.pick(['not_needed', 'mistaken']) },
  ],
  'decision.sign': s => {
    const { decision, presiding } = names(s);
    return [s.luck.pick([presiding, 'sec']), { type: 'decision.sign', decision, hash: hashOf(s.state, decision) }];
  },
  'decision.number': s => {
    const ready = s.state.decisions.filter(
      one => (one.signed?.length ?? 0) >= 2 && !one.registered && !one.reconsidered,
    );
    const first = 1 + s.state.decisions.filter(one => one.registered).length;
    const numbers = ready.map(({ id }, index) => ({
      decision: id,
      number: first + index,
      label: `№ ${first + index}`,
    }));
    return [
      s.luck.pick(['system', 'desk']),
      { type: 'decision.number', numbers: [...orElse(numbers, { decision: 'd1', number: 1, label: '№ 1' })] },
    ];
  },
  'decision.remark': s => {
    const { own, seat, decision } = names(s);
    const kind = s.luck.pick(['dissent', 'reservation', 'explanation']);
    const about = kind === 'explanation' ? s.luck.pick(orElse(Object.keys(s.state.votings), 'v1')) : decision;
    return [
      s.luck.pick([own, 'sec']),
      { type: 'decision.remark', kind, seat, about, hash: textHash({ ru: `${kind} ${seat}` }) },
    ];
  },

  'admission.grant': s => [
    names(s).bureau,
    { type: 'admission.grant', participant: s.luck.pick(orElse(waitingRoom(s.state), names(s).who)) },
  ],
  'admission.grantAll': () => ['sec', { type: 'admission.grantAll' }],
  'admission.refuse': s => [
    'sec',
    {
      type: 'admission.refuse',
      participant: s.luck.pick(orElse(waitingRoom(s.state), names(s).who)),
      reason: s.luck.pick(['identity', 'not_expected', 'later']),
    },
  ],
  'admission.seeIdentity': s => ['sec', { type: 'admission.seeIdentity', participant: names(s).who }],
  'video.mute': s => [names(s).presiding, { type: 'video.mute', participant: s.luck.pick([HALL, names(s).who]) }],
  'video.unmute': s => [
    names(s).presiding,
    { type: 'video.unmute', participant: s.luck.pick(orElse(s.state.video?.muted ?? [], 'p3')) },
  ],
  'video.remove': s => [
    names(s).presiding,
    { type: 'video.remove', participant: names(s).who, reason: s.luck.pick(['disorder', 'identity', 'technical']) },
  ],
  'video.readmit': s => [
    names(s).presiding,
    { type: 'video.readmit', participant: s.luck.pick(orElse(s.state.video?.removed ?? [], 'p3')) },
  ],
  'interpretation.take': s => [
    s.luck.pick(['int', 'int2']),
    {
      type: 'interpretation.take',
      language: s.luck.pick(['ru', 'en', 'ky']),
      source: s.luck.pick(['floor', 'floor', 'ru', 'en']),
    },
  ],
  'interpretation.handOver': s => {
    const ready = Object.entries(s.state.interpretation?.channels ?? {}).filter(([, one]) => one.relief !== undefined);
    const [language, line] = s.luck.pick(orElse(ready, ['ru', { participant: 'int' } as never]));
    return [line.participant, { type: 'interpretation.handOver', language }];
  },
  'interpretation.listenTo': s => {
    const held = Object.entries(s.state.interpretation?.channels ?? {});
    const [language, line] = s.luck.pick(orElse(held, ['ru', { participant: 'int' } as never]));
    return [
      line.participant,
      { type: 'interpretation.listenTo', language, source: s.luck.pick(['floor', 'ru', 'en', 'ky']) },
    ];
  },
  'interpretation.leave': s => [
    s.luck.pick(['int', 'int2']),
    { type: 'interpretation.leave', language: s.luck.pick(['ru', 'en']) },
  ],
  'interpretation.signal': s => [
    s.luck.pick(['int', 'int2']),
    { type: 'interpretation.signal', about: s.luck.pick(['slower', 'sound']) },
  ],
  'link.issue': s => [
    'desk',
    {
      type: 'link.issue',
      participant: names(s).who,
      by: { account: 'a_desk', ...(s.luck.chance(0.7) ? { participant: 'sec' } : {}) },
      reason: s.luck.pick(['first', 'lost', 'broken', 'unsaid']),
      known: s.luck.chance(0.8),
    },
  ],
  'link.revoke': s => [
    'desk',
    { type: 'link.revoke', participant: names(s).who, by: { account: 'a_desk' }, reason: 'leaked' },
  ],
  'link.confirm': s => {
    const { participant, generation } = someLink(s);
    return [
      s.luck.pick(['p1', 'p2', 'sec', `${participant}@old`, names(s).who]),
      { type: 'link.confirm', participant, generation },
    ];
  },
  'link.refuse': s => [s.luck.pick(['p1', 'p2']), { type: 'link.refuse', ...someLink(s) }],
  'link.admit': s => [s.luck.pick(['sec', 'desk', 'p1']), linkAdmitted(s)],
  'device.admit': s => {
    const link = someLink(s);
    return [
      'system',
      {
        type: 'device.admit',
        participant: link.participant,
        device: `d${s.luck.pick([1, 2, 3, 4, 5, 6])}`,
        via: s.luck.pick(['link', 'account']),
        generation: s.luck.pick([link.generation, link.generation, null]),
        first: s.luck.pick(['old', null]),
      },
    ];
  },
  'device.handOver': s => {
    const { participant, device } = someDevice(s);
    return [s.luck.pick([`${participant}@old`, 'sec']), { type: 'device.handOver', participant, device }];
  },
  'device.takeOver': s => ['system', { type: 'device.takeOver', ...someDevice(s), from: 'old' }],
  'device.end': s => ['system', { type: 'device.end', ...someDevice(s), by: s.luck.pick(['self', 'desk']) }],
  'recording.start': s => [names(s).presiding, { type: 'recording.start' }],
  'recording.stop': s => [names(s).presiding, { type: 'recording.stop' }],
  'recording.confirm': s => [
    'system',
    { type: 'recording.confirm', id: s.state.recording?.at(-1)?.id ?? 'r1', at: s.now },
  ],
  'recording.fail': s => [
    'system',
    {
      type: 'recording.fail',
      id: s.state.recording?.at(-1)?.id ?? 'r1',
      reason: s.luck.pick(['not_started', 'broke_off']),
    },
  ],
};
