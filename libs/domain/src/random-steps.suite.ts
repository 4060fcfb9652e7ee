/** What a meeting would do next: whatever is under way goes on more often than not, so that long paths are walked to their end. */

import type { ActType, State, Voting } from './index.js';
import { meetingVote, openVoting, pendingPoint, pendingProcedures, waitingRoom } from './index.js';
import { type Ask, asks, endedVote, type Scenery } from './random-asks.suite.js';
import { presenceOf } from './state.js';

const of = (scenery: Scenery, ...types: readonly ActType[]): Ask => asks[scenery.luck.pick(types)](scenery);

/** Of a vote that is open: ballots in its way, and in the end its close. */
function inVote(s: Scenery, voting: Voting): Ask {
  const { luck } = s;
  if (luck.chance(0.03)) return of(s, 'voting.void', 'voting.extend', 'order.point');
  if (voting.lotDue) return of(s, 'voting.close');
  switch (voting.way) {
    case 'hands':
      return of(s, 'voting.cast', 'voting.countHands', 'voting.enter', 'voting.close', 'voting.assist');
    case 'roll_call':
      return of(
        s,
        'voting.callNext',
        'voting.answer',
        'voting.answer',
        'voting.callNext',
        'voting.cast',
        'voting.close',
      );
    case 'paper':
      return voting.paper && luck.chance(0.5)
        ? of(s, 'voting.countPaper', 'voting.countPaper', 'voting.countPaper', 'voting.close')
        : of(s, 'voting.issuePaper', 'voting.cast', 'voting.cast', 'voting.close');
    case 'no_objection':
      return of(s, 'voting.object', 'voting.close', 'voting.close', 'attendance.leave');
    case 'silence':
      return of(s, 'voting.acknowledge', 'voting.acknowledge', 'voting.acknowledge', 'voting.object', 'voting.close');
    default:
      if (Object.values(s.state.assists?.[voting.id] ?? {}).some(one => one.confirmedBy === null) && luck.chance(0.5))
        return of(s, 'voting.assistConfirm', 'voting.assistAnswer');
      return luck.chance(0.15)
        ? of(s, 'voting.close')
        : of(s, 'voting.cast', 'voting.cast', 'voting.cast', 'voting.castMany', 'voting.enter', 'voting.assist');
  }
}

/** A motion on the item under way that could be voted on: put to it in some way. */
const putIt = (s: Scenery): Ask =>
  of(
    s,
    'voting.open',
    'voting.open',
    'voting.open',
    'voting.openWritten',
    'voting.openSilence',
    'voting.openConsensus',
    'voting.askObjections',
  );

function electing(s: Scenery): Ask {
  const { state, luck } = s;
  const open = Object.values(state.elections ?? {}).at(-1);
  const tied = Object.values(state.votings).some(one => one.kind === 'election' && one.result?.outcome === 'tied');
  if (tied && luck.chance(0.5)) return of(s, 'voting.openRunoff');
  if (!open) return of(s, 'election.call', 'voting.openElection');
  return of(s, 'election.nominate', 'election.nominate', 'election.open', 'election.withdraw', 'election.call');
}

/** Somebody who stands ready is not left standing. */
const inBooth = (s: Scenery): Ask =>
  Object.values(s.state.interpretation?.channels ?? {}).some(one => one.relief !== undefined)
    ? of(s, 'interpretation.handOver')
    : of(s, 'interpretation.take', 'interpretation.take', 'interpretation.listenTo', 'interpretation.signal');

const begin = (s: Scenery): Ask =>
  s.luck.chance(0.25)
    ? of(
        s,
        'session.notHeld',
        'session.prepare',
        'motion.submit',
        'motion.submit',
        'motion.submit',
        'seat.recuse',
        'proxy.register',
        'agenda.mark',
      )
    : of(s, 'attendance.join', 'attendance.join', 'attendance.join', 'attendance.checkInAll', 'session.open');

/** Many have gone: they are called back, so that there is somebody to vote. */
function thinned(state: State): boolean {
  const { prepared } = state;
  const all = prepared?.participants ?? [];
  return all.filter(one => presenceOf(state, one.id)?.here).length * 4 < all.length * 3;
}

/** After the close: signatures, numbers, remarks, tasks, corrections. */
const afterwards = (s: Scenery): Ask =>
  of(
    s,
    'decision.sign',
    'decision.sign',
    'decision.number',
    'decision.remark',
    'attendance.correct',
    'task.start',
    'task.report',
    'task.accept',
    'task.return',
    'task.withdraw',
  );

/** The act that carries on what is under way now, or null where nothing is. */
export function nextStep(s: Scenery): Ask | null {
  const { state, luck } = s;
  const { phase } = state.session;
  if (phase === 'prepared') return begin(s);
  if (phase === 'recess') return of(s, 'session.resume', 'session.resume', 'attendance.leave');
  if (phase === 'closed') return afterwards(s);
  if (thinned(state) && luck.chance(0.4)) return of(s, 'attendance.join', 'attendance.join', 'attendance.checkInAll');
  const ended = endedVote(state);
  if (ended && luck.chance(0.4)) {
    if (!ended.unsealed) return of(s, 'voting.count', 'voting.count', 'voting.count', 'voting.void');
    const isCounted = ended.lotDue !== undefined || ended.paper?.counted === true;
    return isCounted ? of(s, 'voting.close') : of(s, 'voting.countPaper', 'voting.countPaper', 'voting.close');
  }
  const open = meetingVote(state) ?? (luck.chance(0.5) ? openVoting(state) : undefined);
  if (open) return inVote(s, open);
  if (Object.values(state.votings).some(one => one.result?.awaits === 'chair')) return of(s, 'voting.decideTie');
  if (pendingPoint(state)) return of(s, 'order.rule', 'order.rule', 'floor.give', 'order.withdrawPoint');
  if (pendingProcedures(state).length > 0) return of(s, 'order.grant', 'voting.open', 'voting.open', 'floor.give');
  if (waitingRoom(state).length > 0 && luck.chance(0.5))
    return of(s, 'admission.grant', 'admission.grantAll', 'admission.refuse');
  if (!state.agenda.current) return of(s, 'agenda.take');
  if (luck.chance(0.25)) return electing(s);
  if (luck.chance(0.08)) return inBooth(s);
  if (luck.chance(0.08))
    return of(s, 'attendance.lineBack', 'order.appeal', 'order.move', 'motion.takeOver', 'floor.ask');
  if (state.floor.queue.length > 1 && luck.chance(0.1)) return of(s, 'floor.move', 'floor.give', 'agenda.debate');
  const inParts = Object.values(state.motions).some(one => one.partOf && one.status === 'admitted');
  if (inParts && luck.chance(0.7)) return of(s, 'voting.open', 'voting.open', 'motion.inadmissible');
  const divided = Object.values(state.motions).some(one => one.division && one.status === 'admitted');
  if (divided && luck.chance(0.8)) return of(s, 'motion.divide');
  if (state.floor.holder?.pausedFor === 'lost' && luck.chance(0.8)) return of(s, 'floor.lostOut');
  if (state.floor.holder && luck.chance(0.3))
    return of(
      s,
      'floor.yield',
      'floor.end',
      'floor.pause',
      'floor.resume',
      'attendance.lineLost',
      'attendance.lineLost',
    );
  const ripe = Object.values(state.motions).some(one => one.status === 'admitted' && one.item === state.agenda.current);
  if (ripe)
    return luck.chance(0.6) ? putIt(s) : of(s, 'amendment.submit', 'order.move', 'motion.divide', 'motion.order');
  return luck.chance(0.5) ? of(s, 'motion.submit', 'motion.admit', 'motion.second') : null;
}

/** Any act at all; the two that end a session seldom. */
export function anything(s: Scenery, types: readonly ActType[]): Ask {
  const type = s.luck.pick(types);
  const ends = type === 'session.close' || type === 'session.notHeld';
  return asks[ends && s.luck.chance(0.8) ? 'agenda.take' : type](s);
}

export const isOver = (state: State): boolean => state.session.phase === 'closed';
