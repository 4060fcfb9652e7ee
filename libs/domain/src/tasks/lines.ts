import { type LinesOf, said } from '../line.js';
import type { State } from '../state.js';
import type { taskEventSchemas } from './schemas.js';

const decisionText = (state: State, decision: string) => ({
  text: said('text', state.decisions.find(({ id }) => id === decision)?.text),
});
const taskText = ({ id }: { readonly id: string }, state: State) => ({
  text: said('text', state.tasks.find(task => task.id === id)?.text),
});

export const taskLines = {
  'decision.made': ({ text }) => ({ text: said('text', text) }),
  'decision.signed': ({ decision, as, oneHand }, state) => ({
    ...decisionText(state, decision),
    as,
    oneHand: oneHand ? 'yes' : 'no',
  }),
  'decision.numbered': ({ decision, label }, state) => ({ ...decisionText(state, decision), label }),
  'decision.remarked': ({ kind, seat }) => ({ kind, seat: said('seat', seat) }),
  'task.set': ({ text, responsible, due }) => ({
    text: said('text', text),
    seat: said('seat', responsible),
    due: said('lastDate', due),
  }),
  'task.started': taskText,
  'task.reported': taskText,
  'task.accepted': taskText,
  'task.returned': ({ id, reason }, state) => ({ ...taskText({ id }, state), reason }),
  'task.withdrawn': ({ id, reason }, state) => ({ ...taskText({ id }, state), reason }),
} satisfies LinesOf<typeof taskEventSchemas>;
