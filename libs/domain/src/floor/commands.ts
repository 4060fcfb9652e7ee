import * as z from 'zod';
import { id, instant } from '../council.js';
import { act, onlyParticipant, onlyPresiding, onlySecretary, onlySystem, record, refuse } from '../define.js';
import { mayDebate } from '../rules/quorum.js';
import { isBureau, openVoting, participantOf, type State } from '../state.js';
import { addSeconds } from '../time.js';

/** Why this participant cannot be given the floor, or null. Observers and interpreters have no voice of their own. */
function cannotSpeak(state: State, participant: string) {
  if (state.session.phase !== 'open') return refuse('session.not_open');
  const who = participantOf(state, participant);
  if (!who) return refuse('roll.unknown_participant');
  if (who.role === 'observer' || who.role === 'interpreter') return refuse('floor.no_voice');
  return state.attendance[participant]?.here ? null : refuse('floor.not_here');
}
const queued = (state: State, participant: string) => state.floor.queue.some(one => one.participant === participant);
const ask = (state: State, participant: string, entered: boolean) => {
  const no = cannotSpeak(state, participant);
  if (no) return no;
  if (state.floor.holder?.participant === participant) return refuse('floor.already_speaking');
  return queued(state, participant) ? { events: [] } : record(['floor.asked', { participant, entered }]);
};

/** One list of speakers, in the order of asking (server's clock); the chair gives the floor, and it has a clock. */
export const floorActs = {
  'floor.ask': act({
    schema: z.strictObject({ type: z.literal('floor.ask') }),
    may: onlyParticipant,
    decide: (state, _act, { actor }) => ask(state, actor.id, false),
  }),
  /** A hand raised in the hall, entered by the secretary (PROC-18). */
  'floor.enter': act({
    schema: z.strictObject({ type: z.literal('floor.enter'), participant: id }),
    may: onlySecretary,
    decide: (state, { participant }) => ask(state, participant, true),
  }),
  'floor.withdraw': act({
    schema: z.strictObject({ type: z.literal('floor.withdraw'), participant: id }),
    may: (state, { participant }, actor) =>
      actor.kind === 'participant' && (actor.id === participant || isBureau(state, actor.id))
        ? null
        : refuse('may.own_only'),
    decide: (state, { participant }) =>
      queued(state, participant) ? record(['floor.withdrawn', { participant }]) : { events: [] },
  }),
  'floor.move': act({
    schema: z.strictObject({
      type: z.literal('floor.move'),
      order: z.array(id).max(5000),
      reason: z.enum(['balance', 'rapporteur', 'agreed']),
    }),
    may: onlyPresiding,
    decide: (state, { order, reason }) => {
      if (
        order.length !== state.floor.queue.length ||
        !state.floor.queue.every(one => order.includes(one.participant))
      ) {
        return refuse('floor.list_changed');
      }
      if (order.every((participant, index) => state.floor.queue[index]?.participant === participant))
        return { events: [] };
      return record(['floor.moved', { order, reason }]);
    },
  }),
  'floor.give': act({
    schema: z.strictObject({
      type: z.literal('floor.give'),
      participant: id,
      seconds: z.int().min(10).max(7200).nullable(),
    }),
    may: onlyPresiding,
    decide: (state, { participant, seconds }) => {
      const no = cannotSpeak(state, participant);
      if (no) return no;
      if (openVoting(state)) return refuse('floor.voting_open');
      if (!mayDebate(state)) return refuse('floor.no_quorum');
      const holder = state.floor.holder;
      if (holder?.participant === participant) return { events: [] };
      return record(
        ...(holder ? [['floor.ended', { participant: holder.participant, reason: 'chair' }] as const] : []),
        ['floor.given', { participant, seconds: seconds ?? state.prepared?.rules.speech.seconds ?? 300 }],
      );
    },
  }),
  'floor.yield': act({
    schema: z.strictObject({ type: z.literal('floor.yield') }),
    may: onlyParticipant,
    decide: (state, _act, { actor }) =>
      state.floor.holder?.participant === actor.id
        ? record(['floor.ended', { participant: actor.id, reason: 'yielded' }])
        : refuse('floor.not_yours'),
  }),
  'floor.end': act({
    schema: z.strictObject({ type: z.literal('floor.end') }),
    may: onlyPresiding,
    decide: state =>
      state.floor.holder
        ? record(['floor.ended', { participant: state.floor.holder.participant, reason: 'chair' }])
        : { events: [] },
  }),
  'floor.extend': act({
    schema: z.strictObject({ type: z.literal('floor.extend'), seconds: z.int().min(10).max(3600) }),
    may: onlyPresiding,
    decide: (state, { seconds }) =>
      state.floor.holder ? record(['floor.extended', { seconds }]) : refuse('floor.nobody_speaks'),
  }),
  'floor.pause': act({
    schema: z.strictObject({ type: z.literal('floor.pause') }),
    may: onlyPresiding,
    decide: state => {
      if (!state.floor.holder) return refuse('floor.nobody_speaks');
      return state.floor.holder.pausedAt ? { events: [] } : record(['floor.paused', {}]);
    },
  }),
  'floor.resume': act({
    schema: z.strictObject({ type: z.literal('floor.resume') }),
    may: onlyPresiding,
    decide: state => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (!state.floor.holder) return refuse('floor.nobody_speaks');
      return state.floor.holder.pausedAt ? record(['floor.resumed', {}]) : { events: [] };
    },
  }),
  /** The clock and its grace have run out. */
  'floor.timeUp': act({
    schema: z.strictObject({ type: z.literal('floor.timeUp'), participant: id, endsAt: instant }),
    may: onlySystem,
    decide: (state, { participant, endsAt }, { now }) => {
      const holder = state.floor.holder;
      if (holder?.participant !== participant || holder.endsAt !== endsAt || holder.pausedAt) return { events: [] };
      if (now < addSeconds(endsAt, state.prepared?.rules.speech.grace ?? 0)) return { events: [] };
      return record(['floor.ended', { participant, reason: 'time' }]);
    },
  }),
};
