import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { defineActs, onlyBureau } from '../define.js';
import { handOf, secondHalf } from '../devices/halves.js';
import { isBureau } from '../elections/session-roles.js';
import { emit, emitAll } from '../emit.js';
import type { Payload } from '../events.js';
import { seatOccupant } from '../representation/queries.js';
import { participantOf, type State, seatOf, type Task } from '../state.js';
import type { taskActSchemas } from './schemas.js';

/** Tasks are carried out, and decisions signed, after the session too. */
const held = (state: State) => ['open', 'recess', 'closed'].includes(state.session.phase);
const sits = (state: State, seat: string | undefined, actor: Actor) =>
  seat !== undefined && actor.kind === 'participant' && seatOccupant(state, seat) === actor.id;

/** Those who carry a task out, or the bureau for them. */
function doers(state: State, taskId: string, actor: Actor): Refusal | null {
  const task = state.tasks.find(one => one.id === taskId);
  if (!task) return refuse('tasks.unknown');
  if (actor.kind === 'participant' && isBureau(state, actor.id)) return null;
  return [task.responsible, ...(task.co ?? [])].some(seat => sits(state, seat, actor))
    ? null
    : refuse('tasks.not_responsible');
}
/** The bureau, and the seat that watches over the task. */
function watchers(state: State, taskId: string, actor: Actor): Refusal | null {
  const task = state.tasks.find(one => one.id === taskId);
  if (!task) return refuse('tasks.unknown');
  return sits(state, task.control, actor) ? null : onlyBureau(state, null, actor);
}
/** The task, if it is in one of these states. */
function inState(state: State, taskId: string, ...wanted: readonly NonNullable<Task['status']>[]) {
  if (!held(state)) return refuse('session.not_open');
  const task = state.tasks.find(one => one.id === taskId)!;
  const status = task.status ?? 'open';
  return wanted.includes(status) ? null : refuse('tasks.other_state', { status });
}

/** A task has exactly one responsible seat and a date of the session's zone, or stands until taken back (4.4). */
export const taskActs = defineActs<typeof taskActSchemas>({
  'task.set': {
    authorize: onlyBureau,
    decide: (state, { type: _, ...task }, { nextSeq }) => {
      const { decision, responsible, co = [], control, due, next } = task;
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      if ([responsible, ...co, ...(control === undefined ? [] : [control])].some(seat => !seatOf(state, seat)))
        return refuse('roll.unknown_seat');
      if (new Set([responsible, ...co]).size !== co.length + 1) return refuse('tasks.seat_twice');
      if (next && due !== null) return refuse('tasks.two_dates');
      if (decision !== null && !state.decisions.some(one => one.id === decision))
        return refuse('tasks.unknown_decision');
      return emit('task.set', { id: `t${nextSeq}`, ...task });
    },
  },
  'task.start': {
    authorize: (state, { task }, actor) => doers(state, task, actor),
    decide: (state, { task }) => {
      if (state.tasks.find(one => one.id === task)?.status === 'in_progress') return { events: [] };
      return inState(state, task, 'open') ?? emit('task.started', { id: task });
    },
  },
  /** The text of the report is kept beside the journal; `hash` is its salted SHA-256, null where it is given by word of mouth. */
  'task.report': {
    authorize: (state, { task }, actor) => doers(state, task, actor),
    decide: (state, { task: taskId, hash: sum }) => {
      const task = state.tasks.find(one => one.id === taskId);
      if (task?.status === 'reported' && task.reportHash === sum) return { events: [] };
      const no = inState(state, taskId, 'open', 'in_progress', 'reported');
      if (no) return no;
      if (sum === null && (task?.report === 'written' || task?.report === 'document'))
        return refuse('tasks.report_in_writing');
      return emit('task.reported', { id: taskId, hash: sum });
    },
  },
  'task.accept': {
    authorize: (state, { task }, actor) => watchers(state, task, actor),
    decide: (state, { task }) => {
      if (state.tasks.find(one => one.id === task)?.status === 'accepted') return { events: [] };
      return inState(state, task, 'reported') ?? emit('task.accepted', { id: task });
    },
  },
  'task.return': {
    authorize: (state, { task }, actor) => watchers(state, task, actor),
    decide: (state, { task, reason }) =>
      inState(state, task, 'reported') ?? emit('task.returned', { id: task, reason }),
  },
  'task.withdraw': {
    authorize: (state, { task }, actor) =>
      state.tasks.some(one => one.id === task) ? onlyBureau(state, null, actor) : refuse('tasks.unknown'),
    decide: (state, { task, reason }) => {
      if (state.tasks.find(one => one.id === task)?.status === 'withdrawn') return { events: [] };
      return inState(state, task, 'open', 'in_progress', 'reported') ?? emit('task.withdrawn', { id: task, reason });
    },
  },

  /** Whoever presides and the secretary sign the text they see. The number comes after both, from the council's register. */
  'decision.sign': {
    authorize: (state, _act, actor) =>
      actor.kind === 'participant' &&
      (actor.id === state.session.presiding || participantOf(state, actor.id)?.role === 'secretary')
        ? null
        : refuse('decision.signers_only'),
    decide: (state, { decision: decisionId, hash: seen }, { actor }) => {
      if (!held(state)) return refuse('session.not_open');
      const decision = state.decisions.find(one => one.id === decisionId);
      if (!decision) return refuse('tasks.unknown_decision');
      if (decision.reconsidered) return refuse('decision.reconsidered');
      if (decision.hash !== seen) return refuse('decision.other_text');
      const as = actor.id === state.session.presiding ? 'presiding' : 'secretary';
      if (decision.signed?.some(one => one.as === as)) return { events: [] };
      const [first] = decision.signed ?? [];
      const half = first ? secondHalf(state, actor, first) : handOf(state, actor);
      return 'refused' in half ? half : emit('decision.signed', { decision: decisionId, hash: seen, as, ...half });
    },
  },
  /** From the council's register, under its lock: consecutive, in the order of the decisions, so that no number is missing. */
  'decision.number': {
    authorize: (_state, _act, actor) =>
      actor.kind === 'system' || actor.kind === 'desk' ? null : refuse('decision.register_only'),
    decide: (state, { numbers }) => {
      if (!held(state)) return refuse('session.not_open');
      const given = new Set(state.decisions.flatMap(one => (one.registered ? [one.registered.number] : [])));
      const fresh: Payload<'decision.numbered'>[] = [];
      for (const one of numbers) {
        const decision = state.decisions.find(each => each.id === one.decision);
        if (!decision) return refuse('tasks.unknown_decision');
        if (decision.registered) {
          if (decision.registered.number === one.number && decision.registered.label === one.label) continue;
          return refuse('decision.numbered');
        }
        if (decision.reconsidered) return refuse('decision.reconsidered');
        if (new Set(decision.signed?.map(each => each.as)).size < 2) return refuse('decision.not_signed');
        const last = fresh.at(-1);
        if (given.has(one.number) || (last && one.number !== last.number + 1)) return refuse('decision.number_gap');
        given.add(one.number);
        fresh.push(one);
      }
      return emitAll(...fresh.map(one => ['decision.numbered', one] as const));
    },
  },
  /**
   * A dissent from or reservation to a decision, an explanation of a vote: by the seat that could vote on it. Its text is a
   * free remark and never an entry; `hash` is its salted SHA-256.
   */
  'decision.remark': {
    authorize: (state, { seat }, actor) =>
      sits(state, seat, actor) || (actor.kind === 'participant' && participantOf(state, actor.id)?.role === 'secretary')
        ? null
        : refuse('may.own_only'),
    decide: (state, { kind, seat, about, hash: sum }, { nextSeq }) => {
      if (!held(state)) return refuse('session.not_open');
      const decision = kind === 'explanation' ? undefined : state.decisions.find(one => one.id === about);
      if (kind !== 'explanation' && !decision) return refuse('tasks.unknown_decision');
      if (decision?.registered) return refuse('decision.numbered');
      const voting = state.votings[decision?.voting ?? about];
      if (!voting) return refuse('voting.unknown');
      if (!voting.closedAt) return refuse('decision.vote_open');
      if (!voting.register.some(one => one.seat === seat && one.entitled)) return refuse('decision.had_no_vote');
      const mover = voting.motion && state.motions[voting.motion.id]?.mover;
      if (kind === 'explanation' && mover === seat) return refuse('decision.mover_explains');
      const before = state.remarks?.find(
        one =>
          one.kind === kind && one.seat === seat && one.decision === (decision?.id ?? null) && one.voting === voting.id,
      );
      if (before) return before.hash === sum ? { events: [] } : refuse('decision.remarked_already');
      return emit('decision.remarked', {
        id: `r${nextSeq}`,
        kind,
        seat,
        decision: decision?.id ?? null,
        voting: voting.id,
        hash: sum,
      });
    },
  },
});
