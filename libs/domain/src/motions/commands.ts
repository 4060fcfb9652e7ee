import { canonical, type Json, sha256Hex } from '@kengesh/journal';
import * as z from 'zod';
import { id } from '../council.js';
import { act, onlyBureau, record, refuse } from '../define.js';
import { type State, seatOf } from '../state.js';
import type { Wording } from '../text.js';
import { motionText } from './events.js';

/** SHA-256 of the canonical JSON of a text in all its languages: the same in motion, vote, decision and minutes (REC-03). */
export const textHash = (text: Wording): string => sha256Hex(canonical(text as unknown as Json));

const live = (state: State) => ['prepared', 'open', 'recess'].includes(state.session.phase);

/** A motion may be reworded until it is put to the vote; from then on its text is frozen. */
export const motionActs = {
  'motion.submit': act({
    schema: z.strictObject({ type: z.literal('motion.submit'), item: id, text: motionText, mover: id.nullable() }),
    may: onlyBureau,
    decide: (state, { item, text, mover }, { nextSeq }) => {
      if (!live(state)) return refuse('session.not_open');
      if (!state.agenda.items.some(one => one.id === item)) return refuse('agenda.unknown_item');
      if (mover !== null && !seatOf(state, mover)) return refuse('roll.unknown_seat');
      return record(['motion.submitted', { id: `m${nextSeq}`, item, text, hash: textHash(text), mover }]);
    },
  }),
  'motion.revise': act({
    schema: z.strictObject({ type: z.literal('motion.revise'), motion: id, text: motionText }),
    may: onlyBureau,
    decide: (state, { motion: motionId, text }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status !== 'admitted') return refuse('motion.frozen');
      const hash = textHash(text);
      if (hash === motion.hash) return { events: [] };
      return record(['motion.revised', { id: motionId, version: motion.version + 1, text, hash }]);
    },
  }),
  'motion.withdraw': act({
    schema: z.strictObject({ type: z.literal('motion.withdraw'), motion: id }),
    may: onlyBureau,
    decide: (state, { motion: motionId }) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      if (!live(state)) return refuse('session.not_open');
      if (motion.status === 'withdrawn') return { events: [] };
      return motion.status === 'admitted' ? record(['motion.withdrawn', { id: motionId }]) : refuse('motion.frozen');
    },
  }),
};
