import * as z from 'zod';
import { id } from '../council.js';
import { act, onlyBureau, record, refuse } from '../define.js';
import { seatOf } from '../state.js';
import { wording } from '../text.js';
import { localDate } from './events.js';

/** A task has exactly one responsible seat and a date of the session's zone, or stands until taken back (4.4). */
export const taskActs = {
  'task.set': act({
    schema: z.strictObject({
      type: z.literal('task.set'),
      decision: id.nullable(),
      text: wording(2000),
      responsible: id,
      due: localDate.nullable(),
    }),
    may: onlyBureau,
    decide: (state, { decision, text, responsible, due }, { nextSeq }) => {
      if (state.session.phase !== 'open' && state.session.phase !== 'recess') return refuse('session.not_open');
      if (!seatOf(state, responsible)) return refuse('roll.unknown_seat');
      if (decision !== null && !state.decisions.some(one => one.id === decision))
        return refuse('tasks.unknown_decision');
      return record(['task.set', { id: `t${nextSeq}`, decision, text, responsible, due }]);
    },
  }),
};
