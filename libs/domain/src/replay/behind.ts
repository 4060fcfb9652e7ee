/**
 * Which acts may stand behind the entries of one command, read off the entries: for whoever replays a journal. An act may be
 * read off in several ways; one of them has to make exactly these entries. What an act asks and does not write down is
 * either of no consequence, or is tried with what would bring the entries about.
 */
import type { ActorDevice, BoxFacts, Entry, Json, JsonObject } from '@kengesh/journal';
import { type EntryOf, type EventType, entriesOf, isKnown, type Payload } from '../events.js';
import { type ActType, actSchemas } from '../schemas.js';
import { devicesOf, presenceOf, type State } from '../state.js';
import { secondsBetween } from '../time.js';
import { answersIn } from './settled.js';
import { seedIn, toldFewBox } from './told-box.js';

export type ReadAct = { readonly type: ActType } & JsonObject;

/** An act, and what its box must have held. */
export interface Behind {
  readonly act: ReadAct;
  readonly box?: BoxFacts | undefined;
  /** The device it was asked with, where the entries tell of it. */
  readonly device?: ActorDevice | undefined;
}

/** The entries of one command, and what is known when they are read. */
export interface ReplayReading<T extends EventType = EventType> {
  readonly state: State;
  /** The entry that an act is read off. */
  readonly entry: EntryOf<T>;
  readonly data: Payload<T>;
  readonly group: readonly Entry[];
  /** What lay in the box of a secret vote, as far as the record tells: of the votes that are closed later. */
  readonly boxAtClose: (voting: string, entry: Entry) => BoxFacts | null;
}

type Reader<T extends EventType> = (reading: ReplayReading<T>) => readonly Behind[];
/** Reads acts off whatever the entry holds. */
type PlainReader = (reading: { readonly data: JsonObject }) => readonly Behind[];
type Readers = { readonly [T in EventType]?: Reader<T> };

/** The act whose fields stand in the entry under the same names, or under those given here. */
function named(type: ActType, renamed: { readonly [field: string]: string } = {}): PlainReader {
  const fields = Object.keys(actSchemas[type].shape).filter(field => field !== 'type');
  return ({ data }) => {
    const read: { [field: string]: Json } = {};
    for (const field of fields) {
      const value = data[renamed[field] ?? field];
      if (value !== undefined) read[field] = value;
    }
    return [act(type, read)];
  };
}
export const act = (type: ActType, fields: { readonly [field: string]: Json } = {}): Behind => ({
  act: { type, ...fields },
});
const any =
  <T extends EventType>(...readers: readonly Reader<T>[]): Reader<T> =>
  reading =>
    readers.flatMap(reader => reader(reading));

/** The acts of those who are asked of themselves say nothing of who it is: whoever asks is the actor of the entry. */
const alone =
  (type: ActType): PlainReader =>
  () => [act(type)];

/** Members of an act that are left out where the entry does not have them. */
const optional = (fields: { readonly [field: string]: Json | undefined }): { [field: string]: Json } =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const seconds = (from: string, to: string | null): number | null => (to === null ? null : secondsBetween(from, to));

const session: Readers = {
  'session.prepared': ({ data, state, group }) => {
    const { procedure: _, ...prepared } = data;
    if (group.length === 1) return [act('session.prepare', { session: prepared })];
    return [act('session.prepare', { session: prepared, orphans: answersIn(state, group, prepared) })];
  },
  'session.opened': alone('session.open'),
  'session.notHeld': ({ data }) => [act('session.notHeld', { next: data.next ?? null })],
  'session.recessed': ({ entry, data }) => {
    const last = seconds(entry.at, data.until);
    return [act('session.recess', { minutes: last === null ? null : last / 60 })];
  },
  'session.resumed': alone('session.resume'),
  'session.presided': named('session.preside'),
  'session.closed': named('session.close'),
  'agenda.taken': named('agenda.take'),
  'agenda.finished': named('agenda.finish'),
  'agenda.debateSet': named('agenda.debate'),
  'agenda.marked': named('agenda.mark'),
  'agenda.added': named('agenda.add'),
  'agenda.reordered': named('agenda.reorder'),
};

const people: Readers = {
  'attendance.arrived': any(
    named('attendance.join'),
    named('attendance.checkIn'),
    alone('attendance.checkInAll'),
    named('attendance.lineBack'),
  ),
  'attendance.left': any(alone('attendance.leave'), named('attendance.checkOut'), ({ data }) => [
    act('attendance.graceEnd', { participant: data.participant, lostAt: data.at }),
  ]),
  'attendance.lost': named('attendance.lineLost'),
  'attendance.returned': any(named('attendance.lineBack'), ({ state, data }) => [
    act('attendance.join', { mode: presenceOf(state, data.participant)?.mode ?? 'remote' }),
  ]),
  'attendance.corrected': ({ data, ...reading }) =>
    data.undoes === undefined
      ? named('attendance.correct')({ data, ...reading })
      : [act('attendance.undoMarks', { at: data.undoes })],
  'admission.asked': () => [act('attendance.join', { mode: 'remote' })],
  'admission.granted': any(named('admission.grant'), alone('admission.grantAll'), () => [
    act('attendance.join', { mode: 'remote' }),
  ]),
  'admission.lineLost': named('attendance.lineLost'),
  'admission.lineBack': named('attendance.lineBack'),
  'admission.refused': named('admission.refuse'),
  'admission.identitySeen': named('admission.seeIdentity'),
  'proxy.registered': named('proxy.register'),
  'proxy.revoked': named('proxy.revoke', { proxy: 'id' }),
  'seat.substituted': named('seat.substitute'),
  'seat.givenBack': named('seat.giveBack'),
  'seat.recused': named('seat.recuse'),
  'seat.recusalWithdrawn': named('seat.withdrawRecusal'),
  'seat.suspended': named('seat.suspend'),
  'seat.restored': named('seat.restore'),
  'video.muted': named('video.mute'),
  'video.unmuted': named('video.unmute'),
  'video.removed': named('video.remove'),
  'video.readmitted': named('video.readmit'),
  'interpretation.taken': named('interpretation.take'),
  // What one who stands ready would listen to is told when the channel is handed over.
  'interpretation.offered': ({ data }) => [act('interpretation.take', { language: data.language, source: 'floor' })],
  'interpretation.handedOver': named('interpretation.handOver'),
  'interpretation.sourceSet': named('interpretation.listenTo'),
  'interpretation.left': named('interpretation.leave'),
  'interpretation.signalled': named('interpretation.signal'),
  'link.issued': ({ data: { participant, by, reason, replaces, until } }) => {
    // Whether there was a device, the server said; of one who had none nobody is asked.
    const known = replaces === true || until !== undefined;
    return [act('link.issue', { participant, by, reason, known })];
  },
  'link.revoked': named('link.revoke'),
  'link.confirmed': named('link.confirm'),
  'link.refused': named('link.refuse'),
  'link.admitted': any(named('link.admit'), ({ data: { participant, generation } }) => [
    act('link.admit', { participant, generation }),
  ]),
  'device.admitted': ({ data: { participant, device, via, generation, first, replaces } }) => [
    // Which device acted until then is told only where it goes on.
    act('device.admit', { participant, device, via, generation, first: first ?? null }),
    ...(replaces ? [act('device.admit', { participant, device, via, generation, first: device })] : []),
  ],
  'device.took': any(named('device.handOver'), named('device.takeOver')),
  'device.ended': named('device.end'),
  'recording.started': alone('recording.start'),
  'recording.confirmed': named('recording.confirm'),
  'recording.failed': named('recording.fail'),
  'recording.stopped': alone('recording.stop'),
};

const floor: Readers = {
  'floor.asked': any(named('floor.ask'), named('floor.enter')),
  'floor.withdrawn': named('floor.withdraw'),
  'floor.moved': named('floor.move'),
  'floor.given': ({ data }) => [
    act('floor.give', { participant: data.participant, seconds: null }),
    act('floor.give', { participant: data.participant, seconds: data.seconds }),
  ],
  'floor.ended': ({ state, data }) => {
    const { holder } = state.floor;
    const participant = data.participant;
    return [
      act('floor.yield'),
      act('floor.end'),
      ...(holder ? [act('floor.timeUp', { participant, endsAt: holder.endsAt })] : []),
      ...(holder?.pausedAt ? [act('floor.lostOut', { participant, pausedAt: holder.pausedAt })] : []),
    ];
  },
  'floor.extended': named('floor.extend'),
  'floor.paused': alone('floor.pause'),
  'floor.resumed': alone('floor.resume'),
  'floor.listClosed': alone('floor.closeList'),
  'floor.listOpened': alone('floor.openList'),
  'floor.modeSet': named('floor.mode'),
  'floor.limited': named('floor.limit'),
};

const motions: Readers = {
  'motion.submitted': named('motion.submit'),
  'motion.revised': named('motion.revise', { motion: 'id' }),
  'motion.withdrawn': named('motion.withdraw', { motion: 'id' }),
  'motion.seconded': named('motion.second', { motion: 'id' }),
  'motion.admitted': named('motion.admit', { motion: 'id' }),
  'motion.inadmissible': named('motion.inadmissible', { motion: 'id' }),
  'motion.takenOver': named('motion.takeOver', { motion: 'id', seat: 'mover' }),
  'motion.deferred': named('motion.defer', { motion: 'id' }),
  'motion.referred': named('motion.refer', { motion: 'id' }),
  'motion.merged': named('motion.merge', { motion: 'id' }),
  'motion.translated': named('motion.translate', { motion: 'id' }),
  'motion.ordered': named('motion.order', { motion: 'id' }),
  'motion.notPut': named('motion.dropVote', { motion: 'id' }),
  'motion.divided': ({ data }) => {
    const parts = data.parts.map(({ text, operative }) => ({ text, operative }));
    return [act('motion.divide', { motion: data.id, parts })];
  },
  'amendment.submitted': named('amendment.submit', { motion: 'amends' }),
  'order.moved': ({ data }) => {
    const { procedure } = data;
    return procedure.kind === 'appeal'
      ? [act('order.appeal', { point: procedure.point, seat: data.seat })]
      : [act('order.move', { seat: data.seat, procedure })];
  },
  'order.granted': named('order.grant', { motion: 'id' }),
  'order.pointRaised': any(named('order.point'), named('order.enterPoint')),
  'order.pointWithdrawn': named('order.withdrawPoint', { point: 'id' }),
  'order.ruled': named('order.rule', { point: 'id' }),
  'task.set': named('task.set'),
  'task.started': named('task.start', { task: 'id' }),
  'task.reported': named('task.report', { task: 'id' }),
  'task.accepted': named('task.accept', { task: 'id' }),
  'task.returned': named('task.return', { task: 'id' }),
  'task.withdrawn': named('task.withdraw', { task: 'id' }),
  'decision.signed': named('decision.sign'),
  'decision.numbered': ({ group }) => {
    const numbers = entriesOf(group, 'decision.numbered').map(({ data }) => data);
    return [act('decision.number', { numbers })];
  },
  'decision.remarked': ({ data }) => {
    const { kind, seat, hash, decision, voting } = data;
    return [act('decision.remark', { kind, seat, hash, about: decision ?? voting })];
  },
};

function opened({ entry, data }: ReplayReading<'voting.opened'>): readonly Behind[] {
  const { way, method, test, election, runoffOf, kind, office } = data;
  const motion = data.motion?.id;
  const majority = data.threshold?.key;
  const closesInSeconds = seconds(entry.at, data.closesAt);
  if (test && data.motion) return [act('voting.openTest', { text: data.motion.text, method, closesInSeconds })];
  if (runoffOf !== null && runoffOf !== undefined)
    return [act('voting.openRunoff', { voting: runoffOf, closesInSeconds, method: method })];
  if (election) return [act('election.open', { election: election.id, method: method, closesInSeconds })];
  if (kind === 'election') {
    const candidates = data.choices.filter(one => one.label !== null).map(({ label, seat }) => ({ label, seat }));
    return [
      act('voting.openElection', {
        office: office,
        candidates,
        method: method,
        closesInSeconds,
      }),
    ];
  }
  const common = { motion: motion ?? null, closesAt: data.closesAt };
  switch (way) {
    case 'no_objection':
      return [act('voting.askObjections', { motion: common.motion, seconds: closesInSeconds })];
    case 'consensus':
      return [
        act('voting.openConsensus', {
          motion: common.motion,
          ...optional({ by: data.consensus?.by }),
          closesInSeconds,
        }),
      ];
    case 'silence':
      return [act('voting.openSilence', { ...common, ...optional({ minAcknowledged: data.minAcknowledged }) })];
    case 'written':
      return [act('voting.openWritten', { ...common, method, ...optional({ majority }) })];
    default:
      return [
        act('voting.open', {
          motion: common.motion,
          method,
          majority: majority ?? null,
          closesInSeconds,
          ...optional({ way, seed: data.roll?.seed, tellers: data.tellers }),
        }),
      ];
  }
}

const castBy: { readonly [C in Payload<'voting.cast'>['channel']]: Reader<'voting.cast'> } = {
  device: any(named('voting.cast'), ({ data, group }) => {
    const ballots = entriesOf(group, 'voting.cast').map(({ data: { seat, choice } }) => ({ seat, choice }));
    return [act('voting.castMany', { voting: data.voting, ballots })];
  }),
  hand: named('voting.enter'),
  voice: named('voting.answer'),
  assisted: any(named('voting.assistConfirm'), ({ data }) => [
    act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: true }),
  ]),
};

/** A teller's totals are told to nobody: these are counted as the entry says they were. */
const countedPaper = (
  reading: ReplayReading<'voting.paperEntered' | 'voting.paperDiffers' | 'voting.paperCounted'>,
  agrees: boolean,
): readonly Behind[] => {
  const { state, data } = reading;
  const voting = state.votings[data.voting];
  const counts = Object.fromEntries(voting?.choices.map(({ id }) => [id, 0]) ?? []);
  const contents: Json[] = agrees ? [{ round: voting?.paper?.round ?? 1, counts, spoiled: 0 }] : [];
  const read = act('voting.countPaper', { voting: data.voting, counts, spoiled: 0 });
  return [{ ...read, box: { mark: null, keys: [], contents, count: contents.length } }];
};

function closed(reading: ReplayReading<'voting.closed' | 'voting.lotDue'>): readonly Behind[] {
  const { data, entry, boxAtClose } = reading;
  const seed = 'result' in data ? seedIn(data.result) : null;
  const box = boxAtClose(data.voting, entry) ?? undefined;
  return [
    { ...act('voting.close', { voting: data.voting }), box },
    ...(seed === null ? [] : [{ ...act('voting.close', { voting: data.voting, seed }), box }]),
  ];
}

const EMPTY: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

const voting: Readers = {
  'voting.opened': opened,
  'voting.cast': reading => castBy[reading.data.channel]?.(reading) ?? [],
  'voting.extended': ({ state, data }) => {
    const before = state.votings[data.voting]?.closesAt;
    return before
      ? [act('voting.extend', { voting: data.voting, seconds: secondsBetween(before, data.closesAt) })]
      : [];
  },
  'voting.closed': closed,
  'voting.lotDue': closed,
  'voting.tieDecided': named('voting.decideTie'),
  'voting.voided': any(named('voting.void'), ({ state, data }) => {
    const voting = state.votings[data.voting];
    return data.reason === 'few' && voting
      ? [{ ...act('voting.close', { voting: data.voting }), box: toldFewBox(voting, data) ?? undefined }]
      : [];
  }),
  'voting.objected': named('voting.object'),
  'voting.acknowledged': named('voting.acknowledge'),
  // Whether a page of the voter was open, the server said; who was asked tells it.
  'voting.assistAsked': ({ data }) => {
    const { voting, seat, choice } = data;
    return [act('voting.assist', { voting, seat, choice, online: data.asked !== undefined })];
  },
  'voting.assistDenied': ({ data }) => [
    act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: false }),
  ],
  'voting.assistUnanswered': ({ state, data }) => {
    const until = state.assists?.[data.voting]?.[data.seat]?.asked?.until;
    return until === undefined ? [] : [act('voting.assistUnanswered', { voting: data.voting, seat: data.seat, until })];
  },
  'voting.assistConfirmed': ({ state, data, group }) => {
    const pending = state.assists?.[data.voting]?.[data.seat]?.choice;
    const choice = entriesOf(group, 'voting.cast')[0]?.data.choice ?? pending;
    const own = act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: true });
    if (choice === undefined) return [own];
    return [act('voting.assistConfirm', { voting: data.voting, seat: data.seat, choice }), own];
  },
  'voting.handsCounted': ({ data, group }) => {
    const counts = entriesOf(group, 'voting.handsNoted')[0]?.data.counts;
    return counts === undefined ? [] : [act('voting.countHands', { voting: data.voting, counts })];
  },
  'voting.called': named('voting.callNext'),
  // A seat that holds a paper and is among those whose ballots were counted shows in the result.
  'voting.paperIssued': ({ data }) => [
    { ...act('voting.issuePaper', { voting: data.voting, seat: data.seat }), box: EMPTY },
  ],
  'voting.paperEntered': reading => countedPaper(reading, false),
  'voting.paperDiffers': reading => countedPaper(reading, false),
  'voting.paperCounted': reading => countedPaper(reading, true),
  'election.called': named('election.call'),
  'election.nominated': named('election.nominate'),
  'election.withdrawn': named('election.withdraw'),
};

/** By the event that an act is read off. What is not here only follows from other entries. */
export const behind: Readers = { ...session, ...people, ...floor, ...motions, ...voting };

/** Whether some act makes this event by itself; others only follow. */
export const mayBeActed = (type: string): boolean => Object.hasOwn(behind, type);

function read(reading: ReplayReading): readonly Behind[];
function read<T extends EventType>(reading: ReplayReading<T>): readonly Behind[] {
  const reader: Reader<T> | undefined = behind[reading.entry.type];
  return reader?.(reading) ?? [];
}

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** With which device it was asked, as far as the entries tell: ballots, halves of two-person acts, and what is said of links. */
function deviceTold({ state, group }: Pick<ReplayReading, 'state' | 'group'>): ActorDevice | undefined {
  let found: { id?: string; since?: string; browser?: string } | undefined;
  for (const { type, data } of group) {
    const hand = (data.hand ?? {}) as JsonObject;
    const isOfActor = type === 'voting.cast' || type === 'link.confirmed' || type === 'link.refused';
    const handed = type === 'device.took' && data.how === 'handed' ? text(data.from) : undefined;
    const id = text(hand.device) ?? handed ?? (isOfActor ? text(data.device) : undefined);
    const told = { id, since: text(data.since), browser: text(hand.browser) };
    const known = Object.entries(told).filter(([, value]) => value !== undefined);
    if (known.length > 0) found = { ...found, ...Object.fromEntries(known) };
  }
  if (!found) return undefined;
  // One that was admitted before the session has no name in its entries; whoever watches was refused.
  const { id = devicesOf(state, group[0]!.actor)?.votes ?? '-', since = '', browser } = found;
  return { id, since, ...(browser === undefined ? {} : { browser }) };
}

const WHOLE = ['session.closed', 'session.notHeld', 'session.prepared'];

/** Every act that may stand behind the entries of this command: those read off its first entry first. */
export function* actsBehind(reading: Omit<ReplayReading, 'entry' | 'data'>): Iterable<Behind> {
  const device = deviceTold(reading);
  const seen = new Set<string>();
  const types = new Set<string>();
  // A close is told by its last entry, after all who leave by it; a preparation after what its agenda leaves behind.
  const whole = reading.group.filter(one => WHOLE.includes(one.type));
  for (const entry of [...whole, ...reading.group]) {
    if (types.has(entry.type) || !isKnown(entry)) continue;
    types.add(entry.type);
    for (const found of read({ ...reading, entry, data: entry.data })) {
      const key = JSON.stringify(found.act);
      if (seen.has(key)) continue;
      seen.add(key);
      yield device ? { ...found, device } : found;
    }
  }
}
