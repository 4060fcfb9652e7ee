import { refuse } from '@kengesh/journal';
import { defineActs, onlyBureau, onlyPresiding } from '../define.js';
import { emit } from '../emit.js';
import { debateOf } from '../procedure/settings.js';
import { amendmentText } from '../procedure/wordings.js';
import { forSeat } from '../representation/authorize.js';
import { seatOccupant } from '../representation/queries.js';
import { wantOfQuorum } from '../rules/quorum.js';
import { type Motion, type State, seatOf } from '../state.js';
import { LANGUAGES, type Wording } from '../text.js';
import { textHash } from '../text-hash.js';
import { entered, live, maySubmit } from './acts.js';
import { amendable, applyChange, childrenOf, depthOf, isFault, rivalsOf, waits } from './amendments.js';
import type { motionLifeActSchemas } from './schemas.js';

/** A motion that still waits and is not about procedure: what may be deferred, referred, merged, divided. */
function proposal(state: State, motionId: string): Motion | ReturnType<typeof refuse> {
  const motion = state.motions[motionId];
  if (!motion) return refuse('motion.unknown');
  if (!live(state)) return refuse('session.not_open');
  if (motion.status !== 'admitted' && motion.status !== 'submitted') return refuse('motion.frozen');
  return motion.amends || motion.partOf || motion.procedure ? refuse('motion.no_proposal') : motion;
}
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What becomes of a motion before its vote, and the motions that hang on it. */
export const motionLifeActs = defineActs<typeof motionLifeActSchemas>({
  /** A seat supports it; the bureau enters a hand raised in the hall. */
  'motion.second': {
    authorize: (state, { seat }, actor) => forSeat(state, seat, actor),
    decide: (state, { motion: motionId, seat }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (motion.status !== 'submitted' && motion.status !== 'admitted') return refuse('motion.frozen');
      if (motion.mover === seat) return refuse('motion.own_motion');
      return motion.seconders?.includes(seat) ? { events: [] } : emit('motion.seconded', { id: motionId, seat });
    },
  },
  'motion.admit': {
    authorize: onlyBureau,
    decide: (state, { motion: motionId }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status === 'admitted') return { events: [] };
      if (motion.status !== 'submitted') return refuse('motion.frozen');
      const [have, need] = [motion.seconders?.length ?? 0, debateOf(state).secondsRequired];
      return have < need ? refuse('motion.seconds_missing', { have, need }) : emit('motion.admitted', { id: motionId });
    },
  },
  'motion.inadmissible': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId, reason }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status === 'inadmissible') return { events: [] };
      // Whether a ruling stands is for the body, not for whoever made it.
      if (!['submitted', 'admitted'].includes(motion.status) || motion.procedure?.kind === 'appeal')
        return refuse('motion.frozen');
      return emit('motion.inadmissible', { id: motionId, reason });
    },
  },
  /** Another seat takes over what its mover withdrew. */
  'motion.takeOver': {
    authorize: (state, { seat }, actor) => maySubmit(state, seat, actor),
    decide: (state, { motion: motionId, seat }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (!seatOf(state, seat)) return refuse('roll.unknown_seat');
      if (motion.status !== 'withdrawn' || motion.procedure) return refuse('motion.not_withdrawn');
      if (motion.mover === seat) return refuse('motion.own_motion');
      const above = motion.amends === undefined ? undefined : state.motions[motion.amends];
      if (motion.amends !== undefined && !(above && waits(above))) return refuse('motion.frozen');
      return emit('motion.takenOver', { id: motionId, mover: seat });
    },
  },
  'motion.defer': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId, item, date }) => {
      const motion = proposal(state, motionId);
      if ('refused' in motion) return motion;
      if (item !== null && !state.agenda.items.some(one => one.id === item)) return refuse('agenda.unknown_item');
      return emit('motion.deferred', { id: motionId, item, date });
    },
  },
  'motion.refer': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId, body, due }) => {
      const motion = proposal(state, motionId);
      if ('refused' in motion) return motion;
      return wantOfQuorum(state) ?? emit('motion.referred', { id: motionId, body, due });
    },
  },
  'motion.merge': {
    authorize: onlyBureau,
    decide: (state, { motion: motionId, into }) => {
      const [motion, other] = [proposal(state, motionId), proposal(state, into)];
      if ('refused' in motion) return motion;
      if ('refused' in other) return other;
      if (into === motionId || other.item !== motion.item) return refuse('motion.no_merge');
      return emit('motion.merged', { id: motionId, into });
    },
  },
  /** Languages that are missing, or all but the one that was voted on: the text as it stands in the others is not touched. */
  'motion.translate': {
    authorize: onlyBureau,
    decide: (state, { motion: motionId, text }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (!['submitted', 'admitted'].includes(motion.status) || motion.change || motion.procedure || motion.partOf)
        return refuse('motion.frozen');
      if (
        LANGUAGES.some(
          one => motion.text[one] !== undefined && text[one] !== undefined && motion.text[one] !== text[one],
        )
      )
        return refuse('motion.not_a_translation');
      const whole: Wording = { ...motion.text, ...text };
      const hash = textHash(whole);
      if (hash === motion.hash) return { events: [] };
      return emit('motion.translated', { id: motionId, version: motion.version + 1, text: whole, hash });
    },
  },

  /** An amendment to a motion, or to an amendment; not deeper. What it says follows from what it does. */
  'amendment.submit': {
    authorize: (state, { mover }, actor) => maySubmit(state, mover, actor),
    decide: (state, { motion: motionId, change: does, mover }, { nextSeq, actor }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (mover !== null && !seatOf(state, mover)) return refuse('roll.unknown_seat');
      if (!['submitted', 'admitted', 'no_decision'].includes(motion.status)) return refuse('motion.frozen');
      if (depthOf(state, motion) >= 2) return refuse('motion.too_deep');
      const text = amendable(motion);
      if (!text) return refuse('motion.no_amendment');
      const after = applyChange(text, does);
      if (isFault(after)) {
        if (after === 'replaces_all') return refuse('motion.replaces_all');
        if (after === 'words_missing') return refuse('motion.words_missing');
        return refuse(after === 'passage_unclear' ? 'motion.passage_unclear' : 'motion.passage_not_found');
      }
      const said = amendmentText(does);
      return emit('amendment.submitted', {
        id: `m${nextSeq}`,
        item: motion.item,
        amends: motionId,
        change: does,
        text: said,
        hash: textHash(said),
        mover,
        ...entered(state, actor),
      });
    },
  },
  /** The chair's order of voting in place of the one proposed. `rivals`: on the proposal and its rivals, else its amendments. */
  'motion.order': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId, what, order }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      const first = what === 'rivals' ? (motion.rivalOf ?? motionId) : motionId;
      const all =
        what === 'rivals'
          ? rivalsOf(state, motion)
          : childrenOf(state, motionId).filter(one => one.amends === motionId);
      const known = all.filter(waits).map(one => one.id);
      if (order.length !== known.length || !known.every(one => order.includes(one)))
        return refuse('motion.list_changed');
      const before = what === 'rivals' ? state.motions[first]?.rivalOrder : motion.order;
      if (before && before.length === order.length && before.every((one, index) => order[index] === one))
        return { events: [] };
      return emit('motion.ordered', { id: first, what, order });
    },
  },
  /** Not put to the vote: another excludes it, a rival was adopted, or the body agrees. */
  'motion.dropVote': {
    authorize: onlyPresiding,
    decide: (state, { motion: motionId, reason, by }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status === 'not_put') return { events: [] };
      if (!['submitted', 'admitted', 'no_decision'].includes(motion.status)) return refuse('motion.frozen');
      if (motion.procedure) return refuse('motion.no_proposal');
      // That one excludes another is said of one that was adopted.
      const because = by === null ? undefined : state.motions[by];
      if (reason !== 'agreed' && because?.status !== 'adopted') return refuse('motion.not_adopted');
      const short = reason === 'agreed' ? wantOfQuorum(state) : null;
      if (short) return short;
      return emit('motion.notPut', { id: motionId, reason, by });
    },
  },
  /** The parts to be voted separately, once the body has agreed to it; together they are the whole text. */
  'motion.divide': {
    authorize: onlyBureau,
    decide: (state, { motion: motionId, parts }, { nextSeq }) => {
      const motion = proposal(state, motionId);
      if ('refused' in motion) return motion;
      if (!motion.division) return refuse('motion.division_not_granted');
      const children = childrenOf(state, motionId);
      if (children.some(one => one.partOf)) return refuse('motion.divided_already');
      if (children.some(waits)) return refuse('motion.amendments_first', { motion: children.find(waits)!.id });
      if (
        LANGUAGES.some(
          one => plain(parts.map(part => part.text[one] ?? '').join(' ')) !== plain(motion.text[one] ?? ''),
        )
      )
        return refuse('motion.parts_not_whole');
      const made = parts.map(({ text, operative }, index) => ({
        id: `m${nextSeq}.${index + 1}`,
        text,
        hash: textHash(text),
        operative,
      }));
      return emit('motion.divided', { id: motionId, parts: made });
    },
  },
});

/** The seat's participant is its mover's: for pages that show what may be done. */
export const isMover = (state: State, motion: Motion, participant: string): boolean =>
  motion.mover !== null && seatOccupant(state, motion.mover) === participant;
