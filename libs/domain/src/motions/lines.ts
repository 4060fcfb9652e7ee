import { type LinesOf, said } from '../line.js';
import type { State } from '../state.js';
import type { Wording } from '../text.js';
import type { motionEventSchemas } from './schemas.js';

const textOf = (state: State, motion: string) => ({ text: said('text', state.motions[motion]?.text) });
const itsText = ({ id }: { readonly id: string }, state: State) => textOf(state, id);
const submitted = ({ text, mover }: { readonly text: Wording; readonly mover: string | null }) => ({
  text: said('text', text),
  mover: mover === null ? 'none' : said('seat', mover),
});
const reworded = ({ version, text }: { readonly version: number; readonly text: Wording }) => ({
  version,
  text: said('text', text),
});

export const motionLines = {
  'motion.submitted': submitted,
  'motion.revised': reworded,
  'motion.withdrawn': itsText,
  'motion.put': itsText,
  'motion.decided': ({ id, status }, state) => ({ ...textOf(state, id), status }),
  'motion.seconded': ({ id, seat }, state) => ({ ...textOf(state, id), seat: said('seat', seat) }),
  'motion.admitted': itsText,
  'motion.inadmissible': ({ id, reason }, state) => ({ ...textOf(state, id), reason }),
  'motion.takenOver': ({ id, mover }, state) => ({ ...textOf(state, id), seat: said('seat', mover) }),
  'motion.deferred': ({ id, date }, state) => ({ ...textOf(state, id), date: said('date', date) }),
  'motion.referred': ({ id, body, due }, state) => ({
    ...textOf(state, id),
    body: said('text', body),
    date: said('date', due),
  }),
  'motion.merged': itsText,
  'motion.lapsed': ({ ids }) => ({ n: ids.length }),
  'motion.moved': ({ id, item }, state) => ({
    ...textOf(state, id),
    number: state.agenda.items.findIndex(each => each.id === item) + 1,
  }),
  'motion.superseded': ({ id, how }, state) => ({ ...textOf(state, id), how }),
  'motion.reconsidered': itsText,
  'amendment.submitted': submitted,
  'motion.amended': reworded,
  'motion.translated': reworded,
  'motion.notPut': ({ id, reason }, state) => ({ ...textOf(state, id), reason }),
  'motion.ordered': ({ what }) => ({ what }),
  'motion.divided': ({ parts }) => ({ n: parts.length }),
  'motion.fell': itsText,
} satisfies LinesOf<typeof motionEventSchemas>;
