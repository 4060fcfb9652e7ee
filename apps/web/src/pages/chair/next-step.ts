import type { Me, SessionStats } from '@kengesh/contracts';
import {
  type Act,
  type AgendaItem,
  hasLeft,
  isBureau,
  isCorrespondence,
  lineOf,
  type Participant,
  participantOf,
  pendingPoint,
  presenceOf,
  quorumNow,
  roleNow,
  rulesOf,
  type State,
  seatOf,
  secrecyNow,
  type Voting,
  voteAwaitingCastingVote,
  voteAwaitingKey,
  waitsForKey,
} from '@kengesh/domain';
import { undoneOf } from '../../features/agenda/undone.js';
import { expectedInHall, reachable } from '../../features/attendance/expected.js';
import { usualMethod } from '../../features/elections/usual-method.js';
import {
  apart,
  calledElections,
  castOf,
  hallLines,
  needsRepeat,
  nextCalled,
  openTie,
  type PendingVoter,
  pendingAssists,
  pendingVoters,
  votedSeats,
  waitingAdmission,
  waitingMotions,
  waitsFor,
} from '../../features/voting/pending-voters.js';
import { lostQuorum } from './lost-quorum.js';
import type { AskCode, NextStep, Params, Said, StepCode, WhyCode } from './next-step-codes.js';

export type { Said, Work } from './next-step-codes.js';

const step = (code: StepCode, params: Params = {}, rest: Partial<NextStep> = {}): NextStep => ({
  code,
  params,
  act: null,
  why: null,
  confirm: null,
  also: null,
  go: null,
  undone: [],
  ...rest,
});

/** The next lawful step for `me`. Pure; the server decides again whether it is lawful when it is asked. */
export function nextStep(state: State, me: Pick<Me, 'participant' | 'role'>, pulse: SessionStats | null): NextStep {
  const who = me.participant === null ? undefined : participantOf(state, me.participant);
  switch (state.session.phase) {
    case 'none':
      return step('waitPrepared');
    case 'prepared':
      return who?.role === 'secretary' ? checkIn(state) : beforeOpening(state, who);
    case 'closed':
      return step('record', {}, { go: 'record' });
    default:
      if (who && who.id === state.session.presiding) return presiding(state, pulse);
      return (
        (who && takeOver(state, who)) ??
        (who?.role === 'secretary' ? assisting(state, who.id, pulse) : ((who && hearing(state, who)) ?? leading(state)))
      );
  }
}

const numbers = (state: State) => {
  const quorum = quorumNow(state) ?? { present: 0, base: 0, need: 0, met: false };
  const { present, base, need } = quorum;
  return { met: quorum.met, params: { present, base, need, more: Math.max(0, need - present) } };
};
const noQuorum = (state: State): Said<WhyCode> | null => {
  const { met, params } = numbers(state);
  return met ? null : { code: 'quorum', params };
};
/** Why no vote may be opened now: rules that test the quorum only at the close let it begin (PROC-02). */
const noVote = (state: State): Said<WhyCode> | null => {
  const at = rulesOf(state)?.quorumAt;
  return at === 'open' || at === 'both' ? noQuorum(state) : null;
};

function checkIn(state: State): NextStep {
  const expected = expectedInHall(state).length;
  if (expected > 0) return step('checkInAll', { n: expected }, { act: { type: 'attendance.checkInAll' } });
  const { met, params } = numbers(state);
  return met ? step('waitChairOpens', params) : step('waitQuorum', params);
}

function beforeOpening(state: State, who: Participant | undefined): NextStep {
  const chair = state.prepared?.participants.find(one => one.role === 'chair');
  const { params } = numbers(state);
  if (!who || !isBureau(state, who.id)) return step('waitQuorum', params);
  if (!presenceOf(state, who.id)?.here) {
    const act: Act = { type: 'attendance.join', mode: who.mode };
    return step(who.mode === 'hall' ? 'hereHall' : 'hereRemote', {}, { act });
  }
  if (who.role === 'deputy' && chair && reachable(state, chair.id)) return step('waitChairOpens', params);
  return step('open', params, { act: { type: 'session.open' }, why: noQuorum(state) });
}

/** Chair or deputy, as on the roll or by an election in this session. */
const leadsBy = (state: State, { id }: Participant): boolean => {
  const role = roleNow(state, id);
  return role === 'chair' || role === 'deputy';
};

/** Where nobody leads: the deputy (or the chair) takes the chair, the secretary hands it to who is there. */
function takeOver(state: State, who: Participant): NextStep | null {
  const { presiding: leads } = state.session;
  if (leads !== null && reachable(state, leads)) return null;
  const lost = leads === null ? undefined : participantOf(state, leads);
  const name = lost?.label ?? {};
  if (leadsBy(state, who)) {
    if (!reachable(state, who.id)) return null;
    return step('preside', { name }, { act: { type: 'session.preside', participant: who.id } });
  }
  if (who.role !== 'secretary') return null;
  const other = state.prepared?.participants.find(
    one => leadsBy(state, one) && one.id !== leads && reachable(state, one.id),
  );
  if (!other) return null;
  return step('handTo', { name: other.label }, { act: { type: 'session.preside', participant: other.id } });
}

const leading = (state: State): NextStep => {
  const { presiding: leads } = state.session;
  return step('watch', { name: (leads && participantOf(state, leads)?.label) || {} });
};

/** Neither by correspondence nor ended: those are counted beside what goes on. */
const holdsMeeting = (voting: Voting): boolean => !isCorrespondence(voting) && voting.endedAt === undefined;

/** The vote that the meeting holds now; of those that run beside it the first. */
function openNow(state: State): Voting | undefined {
  const open = Object.values(state.votings).filter(one => one.closedAt === null && !waitsForKey(one));
  return open.find(holdsMeeting) ?? open.find(one => one.lotDue) ?? open[0];
}

/** A ballot told by telephone waits for the chair or the deputy to have heard the same (PROC-16). */
function hearing(state: State, who: Participant): NextStep | null {
  const voting = openNow(state);
  const n = voting ? pendingAssists(state, voting).length : 0;
  return leadsBy(state, who) && n > 0 ? step('confirmAssist', { n }, { go: 'assist' }) : null;
}

function assisting(state: State, me: string, pulse: SessionStats | null): NextStep {
  const voting = openNow(state);
  const work = voting && clerking(state, voting, me, pulse);
  if (work) return work;
  const expected = expectedInHall(state).length;
  if (expected > 0) return step('checkInAll', { n: expected }, { act: { type: 'attendance.checkInAll' } });
  return leading(state);
}

/** What an open vote asks of the secretary by its way: hands, a seat to be called, papers. */
function clerking(state: State, voting: Voting, me: string, pulse: SessionStats | null): NextStep | null {
  const voted = votedSeats(voting, pulse);
  const name = (seat: string) => seatOf(state, seat)?.label ?? {};
  switch (voting.way) {
    case 'hands': {
      const n = hallLines(state, voting, voted).length;
      return n > 0 && !voting.hallCounted ? step('countHands', { n }, { go: 'work' }) : null;
    }
    case 'roll_call': {
      if (!voted) return null;
      const { called } = voting;
      const line = called && lineOf(voting, called.seat);
      const awaited = line && !voted.has(line.seat) && !hasLeft(state, voting, line);
      if (called && awaited) return step('answer', { name: name(called.seat) }, { go: 'work' });
      const next = nextCalled(voting, voted);
      const act: Act = { type: 'voting.callNext', voting: voting.id };
      return next && step('callNext', { name: name(next.seat) }, { act });
    }
    case 'paper': {
      if (voting.paper?.counted) return null;
      const bare = hallLines(state, voting, voted).filter(one => !voting.paper?.seats.includes(one.seat)).length;
      if (bare > 0) return step('issuePaper', { n: bare }, { go: 'work' });
      const mine =
        voting.paper &&
        (!voting.key || voting.unsealed) &&
        voting.tellers?.includes(me) &&
        !voting.paper.entered.includes(me);
      return mine ? step('countPaper', {}, { go: 'work' }) : null;
    }
    case 'no_objection':
      return step('waitObjections');
    case undefined: {
      if (voting.method !== 'named') return null;
      const hands = pendingVoters(state, voting, pulse)?.filter(one => one.line === 'hall').length ?? 0;
      return hands > 0 ? step('hands', { n: hands }, { go: 'hands' }) : null;
    }
    default:
      return null;
  }
}

function presiding(state: State, pulse: SessionStats | null): NextStep {
  if (state.session.phase === 'recess') return step('resume', {}, { act: { type: 'session.resume' } });
  const leads = state.session.presiding === null ? undefined : participantOf(state, state.session.presiding);
  const voting = openNow(state);
  const heard = voting && leads && hearing(state, leads);
  if (heard) return heard;
  // The meeting goes on beside a vote by correspondence.
  if (voting && (holdsMeeting(voting) || voting.lotDue)) return closing(state, voting, pulse);
  if (voteAwaitingCastingVote(state)) return step('decideTie', {}, { go: 'tie' });
  // A point of order stops everything else; while a vote is open its close stays the step.
  const point = pendingPoint(state);
  if (point) return step('rule', { name: participantOf(state, point.participant)?.label ?? {} }, { go: 'point' });
  const current = state.agenda.items.find(one => one.id === state.agenda.current);
  const next = state.agenda.items.find(one => one.status === 'pending');
  const place = (item: AgendaItem) => state.agenda.items.indexOf(item) + 1;
  if (current) {
    const tie = openTie(state, current.id);
    if (tie) {
      // Where too few are left to keep a secret, the further ballot is named.
      const named = tie.method === 'secret' && !secrecyNow(state).enough;
      const method = named ? ({ method: 'named' } as const) : {};
      const act: Act = { type: 'voting.openRunoff', voting: tie.id, closesInSeconds: null, ...method };
      return step('runoff', { n: tie.result?.winners.length ?? 0, named: String(named) }, { act, why: noVote(state) });
    }
    const motion = waitingMotions(state, current.id)[0];
    if (motion) {
      const majority = state.prepared?.rules.majorities[0]?.key ?? '';
      const act: Act = { type: 'voting.open', motion: motion.id, method: 'named', majority, closesInSeconds: null };
      return step(needsRepeat(state, motion) ? 'repeat' : 'put', { text: motion.text }, { act, why: noVote(state) });
    }
    const [election] = calledElections(state, current.id);
    if (election) {
      const n = election.candidates.filter(one => !one.withdrawn).length;
      const office = election.office.title;
      if (n === 0) return step('nominate', { office }, { go: 'election' });
      const method = usualMethod(state);
      const act: Act = { type: 'election.open', election: election.id, method, closesInSeconds: null };
      return step('openElection', { office, n }, { act, why: noVote(state) });
    }
    const open = waitingAdmission(state, current.id);
    if (open.length > 0) return step('admit', { n: open.length }, { go: 'admit' });
    const undone = undoneOf(state, current.id);
    const confirm = undone.length > 0 ? ({ code: 'undone', params: { n: place(current) } } as const) : null;
    if (next) {
      const params = { n: place(current), next: place(next), title: next.title };
      return step('finishAndTake', params, { act: { type: 'agenda.take', item: next.id }, confirm, undone });
    }
    const act: Act = { type: 'agenda.finish', item: current.id };
    return step('finishLast', { n: place(current) }, { act, confirm, undone });
  }
  if (next) {
    const params = { n: place(next), title: next.title };
    return step('takeFirst', params, { act: { type: 'agenda.take', item: next.id } });
  }
  if (voting) return voting.endedAt === undefined ? step('waitDeadline') : closing(state, voting, pulse);
  if (voteAwaitingKey(state)) return step('waitKey', {}, { go: 'key' });
  return step('closeSession', {}, { act: { type: 'session.close' }, confirm: { code: 'closeSession', params: {} } });
}

function closing(state: State, voting: Voting, pulse: SessionStats | null): NextStep {
  if (voting.lotDue) return step('lot', {}, { go: 'lot' });
  if (voting.way === 'no_objection') return step('waitObjections');
  const left = pendingVoters(state, voting, pulse);
  const entitled = voting.register.filter(one => one.entitled).length;
  const act: Act = { type: 'voting.close', voting: voting.id };
  const waits = waitsFor(state, voting, pulse);
  const why: Said<WhyCode> | null = waits && { code: waits, params: {} };
  // Of a secret vote it is told how many have voted, and only late who (PROC-29).
  const cast = left === null ? 0 : castOf(voting, left, pulse);
  // Who has left is not waited for.
  const { awaited, gone } = apart(left ?? []);
  const waited = { n: entitled - cast - gone.length, reconnecting: awaited.filter(isReconnecting).length, entitled };
  return step('closeVoting', { cast, entitled }, { act, why, ...closingAsk(state, left === null ? null : waited) });
}

/** What is asked before a vote is closed: that the quorum is gone comes first, then whose ballots are waited for. */
function closingAsk(state: State, waited: Waited | null): Pick<NextStep, 'confirm' | 'also'> {
  const waits: Said<AskCode> | null =
    waited === null
      ? { code: 'unknown', params: {} }
      : waited.n > 0
        ? { code: waited.reconnecting > 0 ? 'missingReconnecting' : 'missing', params: { ...waited } }
        : null;
  const lost = lostQuorum(state);
  if (!lost?.hangsOn) return { confirm: waits, also: null };
  const { present, base, need } = lost.finding;
  return { confirm: { code: 'noQuorum', params: { present, base, need, hangsOn: lost.hangsOn } }, also: waits };
}

interface Waited {
  readonly n: number;
  readonly reconnecting: number;
  readonly entitled: number;
}
const isReconnecting = ({ line }: PendingVoter) => line === 'reconnecting';
