import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { defineActs, onlyBureau } from '../define.js';
import { isBureau } from '../elections/session-roles.js';
import { emit } from '../emit.js';
import { debateOf } from '../procedure/settings.js';
import { forSeat } from '../representation/authorize.js';
import { seatOccupant } from '../representation/queries.js';
import { type Motion, type State, seatOf } from '../state.js';
import { textHash } from '../text-hash.js';
import { childrenOf } from './amendments.js';
import type { motionActSchemas } from './schemas.js';

export const live = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);

/** As above, where the rules let seats put motions in; else the bureau alone. */
export const maySubmit = (state: State, seat: string | null, actor: Actor): Refusal | null =>
  debateOf(state).motionsBy === 'seats' ? forSeat(state, seat, actor) : onlyBureau(state, null, actor);
/** What a seat puts in waits for the bureau; what the bureau puts in is admitted, unless it wants seconders. */
export const entered = (state: State, actor: Actor): { readonly status?: 'submitted' } =>
  isBureau(state, actor.id) && debateOf(state).secondsRequired === 0 ? {} : { status: 'submitted' };

/** Withdrawn by the mover or the bureau; once the body has changed it, only with consent. */
const voteRuns = (state: State, motion: Motion) =>
  childrenOf(state, motion.id).some(
    one => one.status === 'put' || childrenOf(state, one.id).some(it => it.status === 'put'),
  );

/** A motion may be reworded until it is put to the vote; from then on its text is frozen. */
export const motionActs = defineActs<typeof motionActSchemas>({
  'motion.submit': {
    authorize: (state, { mover }, actor) => maySubmit(state, mover, actor),
    decide: (state, { item, text, mover, rivalOf, effect: does }, { nextSeq, actor }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!state.agenda.items.some(one => one.id === item)) return refuse('agenda.unknown_item');
      if (mover !== null && !seatOf(state, mover)) return refuse('roll.unknown_seat');
      const rival = rivalOf === undefined ? undefined : state.motions[rivalOf];
      if (rivalOf !== undefined) {
        if (!rival) return refuse('motion.unknown');
        if (rival.item !== item || rival.amends || rival.partOf || rival.procedure) return refuse('motion.no_rival');
      }
      if (does && state.motions[does.motion]?.status !== 'adopted') return refuse('motion.not_adopted');
      return emit('motion.submitted', {
        id: `m${nextSeq}`,
        item,
        text,
        hash: textHash(text),
        mover,
        ...(rival ? { rivalOf: rival.rivalOf ?? rival.id } : {}),
        ...(does ? { effect: does } : {}),
        ...entered(state, actor),
      });
    },
  },
  'motion.revise': {
    authorize: onlyBureau,
    decide: (state, { motion: motionId, text }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status !== 'admitted' && motion.status !== 'submitted') return refuse('motion.frozen');
      // What an amendment or a procedural motion says follows from what it does.
      if (motion.change || motion.procedure || motion.partOf) return refuse('motion.frozen');
      if (motion.amendedBy || voteRuns(state, motion)) return refuse('motion.in_the_hands_of_the_body');
      const hash = textHash(text);
      if (hash === motion.hash) return { events: [] };
      return emit('motion.revised', { id: motionId, version: motion.version + 1, text, hash });
    },
  },
  'motion.withdraw': {
    authorize: (state, { motion }, actor) => {
      const mover = state.motions[motion]?.mover ?? null;
      return mover !== null && actor.kind === 'participant' && seatOccupant(state, mover) === actor.id
        ? null
        : onlyBureau(state, null, actor);
    },
    decide: (state, { motion: motionId, consent }, { actor }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status === 'withdrawn') return { events: [] };
      if (motion.status !== 'admitted' && motion.status !== 'submitted') return refuse('motion.frozen');
      if (voteRuns(state, motion)) return refuse('motion.in_the_hands_of_the_body');
      if (!motion.amendedBy) return emit('motion.withdrawn', { id: motionId });
      // The body has changed it: only whoever presides may say that it consents.
      return consent && actor.id === state.session.presiding
        ? emit('motion.withdrawn', { id: motionId, consent: true })
        : refuse('motion.consent_needed');
    },
  },
});
