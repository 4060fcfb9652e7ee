import { canonical, refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlyPresiding, onlySecretary, onlySystem } from '../define.js';
import { isBureau } from '../elections/session-roles.js';
import { emit, emitAll } from '../emit.js';
import { pendingPoint, pendingProcedures, proceduralRuleOf } from '../procedure/procedures.js';
import { debateOf } from '../procedure/settings.js';
import { procedureOf } from '../procedure.js';
import { isSilencedByRecusal } from '../representation/queries.js';
import { mayDebate } from '../rules/quorum.js';
import { meetingVote, participantOf, presenceOf, type State } from '../state.js';
import { addSeconds } from '../time.js';
import { counted, limitsOf, overLimit, secondsFor } from './limits.js';
import type { floorActSchemas } from './schemas.js';
import { speakersMode, speakersOrder } from './speakers.js';
import type { SpeechKind, Stance } from './state.js';
import { endOf, lineIsLost, resumesSpeeches, returnOf, unfinishedSpeech } from './unfinished.js';

/** Why this participant cannot be given the floor, or null. Observers and interpreters have no voice of their own. */
function cannotSpeak(state: State, participant: string, kind: SpeechKind) {
  if (state.session.phase !== 'open') return refuse('session.not_open');
  const who = participantOf(state, participant);
  if (!who) return refuse('roll.unknown_participant');
  if (who.role === 'observer' || who.role === 'interpreter') return refuse('floor.no_voice');
  if (!presenceOf(state, participant)?.here) return refuse('floor.not_here');
  if (kind === 'point') return null;
  if (isSilencedByRecusal(state, participant)) return refuse('floor.recused');
  if (state.order?.adjourning) return refuse('order.adjourning');
  const debate = state.agenda.items.find(one => one.id === state.agenda.current)?.debate ?? 'open';
  if (debate === 'adjourned' || (debate === 'closed' && kind !== 'reply')) return refuse('floor.debate_closed');
  return overLimit(state, participant, kind);
}
const queued = (state: State, participant: string) => state.floor.queue.find(one => one.participant === participant);

interface Wish {
  readonly kind?: Exclude<SpeechKind, 'point'> | undefined;
  readonly stance?: Stance | undefined;
}
const ask = (state: State, participant: string, entered: boolean, { kind, stance: side }: Wish) => {
  const no = cannotSpeak(state, participant, kind ?? 'speech');
  if (no) return no;
  if (state.floor.holder?.participant === participant) return refuse('floor.already_speaking');
  const before = queued(state, participant);
  const unfinished = before ? undefined : unfinishedSpeech(state, participant);
  if (unfinished && unfinished.kind === (kind ?? 'speech')) {
    const place = state.floor.kept?.find(
      each => each.participant === participant && each.item === state.agenda.current,
    );
    if (place) return { events: [returnOf(place)] };
  }
  if (before)
    return (before.kind ?? 'speech') === (kind ?? 'speech') && before.stance === side
      ? { events: [] }
      : refuse('floor.asked_already');
  if (state.floor.closed && kind !== 'reply') return refuse('floor.list_closed');
  return emit('floor.asked', {
    participant,
    entered,
    ...(kind && kind !== 'speech' ? { kind } : {}),
    ...(side ? { stance: side } : {}),
  });
};
const pointOf = (state: State, participant: string) =>
  Object.values(state.order?.points ?? {}).find(one => one.participant === participant && one.status === 'pending');

/** Seconds to state a point of order, where whoever presides names none. */
const POINT_SECONDS = 120;

/** One list of speakers, in the order of asking (server's clock); the chair gives the floor, and it has a clock. */
export const floorActs = defineActs<typeof floorActSchemas>({
  'floor.ask': {
    authorize: onlyParticipant,
    decide: (state, how, { actor }) => ask(state, actor.id, false, how),
  },
  /** A hand raised in the hall, entered by the secretary (PROC-18). */
  'floor.enter': {
    authorize: onlySecretary,
    decide: (state, { participant, ...how }) => ask(state, participant, true, how),
  },
  'floor.withdraw': {
    authorize: (state, { participant }, actor) =>
      actor.kind === 'participant' && (actor.id === participant || isBureau(state, actor.id))
        ? null
        : refuse('may.own_only'),
    decide: (state, { participant }) =>
      queued(state, participant) || unfinishedSpeech(state, participant)
        ? emit('floor.withdrawn', { participant })
        : { events: [] },
  },
  'floor.move': {
    authorize: onlyPresiding,
    decide: (state, { order, reason }) => {
      if (
        order.length !== state.floor.queue.length ||
        !state.floor.queue.every(one => order.includes(one.participant))
      ) {
        return refuse('floor.list_changed');
      }
      const stand = speakersOrder(state).filter(one => one.kind !== 'point');
      if (order.every((participant, index) => stand[index]?.participant === participant)) return { events: [] };
      const stands = counted(state) || state.floor.queue.some(one => one.kind);
      return emit('floor.moved', { order, reason, ...(stands ? { fixed: true } : {}) });
    },
  },
  'floor.give': {
    authorize: onlyPresiding,
    decide: (state, { participant, seconds }, { now }) => {
      const request = queued(state, participant);
      const unfinished = unfinishedSpeech(state, participant);
      const kind = pointOf(state, participant) ? 'point' : (request?.kind ?? unfinished?.kind ?? 'speech');
      const no = cannotSpeak(state, participant, kind);
      if (no) return no;
      const holder = state.floor.holder;
      if (holder?.participant === participant) return { events: [] };
      const more: { readonly kind?: SpeechKind } = kind === 'speech' ? {} : { kind };
      // A point of order breaks into the speech, which goes on after it.
      if (kind === 'point')
        return holder?.kind === 'point'
          ? refuse('order.point_first')
          : emit('floor.given', { participant, seconds: seconds ?? POINT_SECONDS, ...more });
      if (meetingVote(state)) return refuse('floor.voting_open');
      if (!mayDebate(state)) return refuse('floor.no_quorum');
      if (pendingPoint(state)) return refuse('order.point_first');
      const procedure = pendingProcedures(state)[0];
      if (procedure && proceduralRuleOf(procedure)?.immediate)
        return refuse('order.vote_now', { motion: procedure.id });
      const resumes = unfinished?.kind === kind;
      const isNumbered = resumesSpeeches(state);
      // Of before speeches were resumed, or on another item by now: as much as was left, as a speech of its own.
      const left = request?.left === undefined || isNumbered ? null : Math.max(10, request.left);
      const side = request?.stance ?? (resumes ? unfinished?.stance : undefined);
      return emitAll(...(holder ? [['floor.ended', endOf(state, holder, now, 'chair')] as const] : []), [
        'floor.given',
        {
          participant,
          seconds: secondsFor(state, participant, kind, seconds ?? left),
          ...more,
          ...(side ? { stance: side } : {}),
          ...(isNumbered || counted(state) || kind === 'reply' ? { item: state.agenda.current } : {}),
          ...(resumes ? { resumes } : {}),
        },
      ]);
    },
  },
  'floor.yield': {
    authorize: onlyParticipant,
    decide: (state, _act, { actor }) =>
      state.floor.holder?.participant === actor.id
        ? emit('floor.ended', { participant: actor.id, reason: 'yielded' })
        : refuse('floor.not_yours'),
  },
  'floor.end': {
    authorize: onlyPresiding,
    decide: (state, _act, { now }) =>
      state.floor.holder ? emit('floor.ended', endOf(state, state.floor.holder, now, 'chair')) : { events: [] },
  },
  'floor.extend': {
    authorize: onlyPresiding,
    decide: (state, { seconds }) =>
      state.floor.holder ? emit('floor.extended', { seconds }) : refuse('floor.nobody_speaks'),
  },
  'floor.pause': {
    authorize: onlyPresiding,
    decide: state => {
      if (!state.floor.holder) return refuse('floor.nobody_speaks');
      return state.floor.holder.pausedAt ? { events: [] } : emit('floor.paused', {});
    },
  },
  'floor.resume': {
    authorize: onlyPresiding,
    decide: state => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      const { holder } = state.floor;
      if (!holder) return refuse('floor.nobody_speaks');
      if (!holder.pausedAt) return { events: [] };
      if (pendingPoint(state) && holder.kind !== 'point') return refuse('order.point_first');
      // The time is the speaker's: it does not run while nobody hears them.
      if (resumesSpeeches(state) && lineIsLost(state, holder.participant)) return refuse('floor.line_lost');
      if (procedureOf(state) >= 2 && meetingVote(state) && holder.kind !== 'point') return refuse('floor.voting_runs');
      return emit('floor.resumed', {});
    },
  },
  /** The clock and its grace have run out. */
  'floor.timeUp': {
    authorize: onlySystem,
    decide: (state, { participant, endsAt }, { now }) => {
      const holder = state.floor.holder;
      if (holder?.participant !== participant || holder.endsAt !== endsAt || holder.pausedAt) return { events: [] };
      if (now < addSeconds(endsAt, state.prepared?.rules.speech.grace ?? 0)) return { events: [] };
      return emit('floor.ended', { participant, reason: 'time' });
    },
  },
  /** The speaker's line is not back within the grace: the next may speak, the place is kept. */
  'floor.lostOut': {
    authorize: onlySystem,
    decide: (state, { participant, pausedAt }, { now }) => {
      const holder = state.floor.holder;
      if (holder?.participant !== participant || holder.pausedFor !== 'lost' || holder.pausedAt !== pausedAt)
        return { events: [] };
      if (resumesSpeeches(state) && !lineIsLost(state, participant)) return { events: [] };
      if (now < addSeconds(pausedAt, debateOf(state).reconnectGrace)) return { events: [] };
      return emit('floor.ended', endOf(state, holder, now, 'lost'));
    },
  },

  'floor.closeList': {
    authorize: onlyPresiding,
    decide: state => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      return state.floor.closed ? { events: [] } : emit('floor.listClosed', {});
    },
  },
  'floor.openList': {
    authorize: onlyPresiding,
    decide: state => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      return state.floor.closed ? emit('floor.listOpened', {}) : { events: [] };
    },
  },
  'floor.mode': {
    authorize: onlyPresiding,
    decide: (state, { mode }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      return speakersMode(state) === mode ? { events: [] } : emit('floor.modeSet', { mode });
    },
  },
  /** The limits as a whole; an empty object lifts them. */
  'floor.limit': {
    authorize: onlyPresiding,
    decide: (state, { limits }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      return canonical(limits) === canonical(limitsOf(state)) ? { events: [] } : emit('floor.limited', { limits });
    },
  },
});
