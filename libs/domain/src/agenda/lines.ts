import { bare, type LinesOf, said } from '../line.js';
import type { State } from '../state.js';
import type { agendaEventSchemas } from './schemas.js';

/** Its place in the agenda, from one; nothing where it stands there no more. */
function numberOf(state: State, item: string): number | '' {
  const index = state.agenda.items.findIndex(({ id }) => id === item);
  return index === -1 ? '' : index + 1;
}
const itemLine = ({ item }: { readonly item: string }, state: State) => ({
  number: numberOf(state, item),
  title: said('text', state.agenda.items.find(({ id }) => id === item)?.title),
});

export const agendaLines = {
  'agenda.taken': itemLine,
  'agenda.finished': itemLine,
  'agenda.debateSet': ({ item, debate }, state) => ({ number: numberOf(state, item), debate }),
  'agenda.marked': ({ item, mustHearAll }, state) => ({ number: numberOf(state, item), whole: mustHearAll }),
  'agenda.added': ({ title }) => ({ title: said('text', title) }),
  'agenda.reordered': bare,
} satisfies LinesOf<typeof agendaEventSchemas>;
