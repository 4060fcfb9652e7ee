import { type LinesOf, said } from '../line.js';
import type { State } from '../state.js';
import type { representEventSchemas } from './schemas.js';

const itemNamed = (state: State, item: string | null) => {
  const title = state.agenda.items.find(({ id }) => id === item)?.title;
  return title ? said('text', title) : 'none';
};
const occupied = ({ seat, participant }: { readonly seat: string; readonly participant: string }) => ({
  seat: said('seat', seat),
  participant: said('participant', participant),
});

export const representLines = {
  'proxy.registered': ({ principal, holder, item, proof }, state) => ({
    principal: said('seat', principal),
    holder: said('seat', holder),
    item: itemNamed(state, item),
    proof,
  }),
  'proxy.revoked': ({ principal, holder }) => ({ principal: said('seat', principal), holder: said('seat', holder) }),
  'seat.substituted': occupied,
  'seat.givenBack': occupied,
  'seat.recused': ({ seat, item, mode }, state) => ({ seat: said('seat', seat), item: itemNamed(state, item), mode }),
  'seat.recusalWithdrawn': ({ seat, item }, state) => ({ seat: said('seat', seat), item: itemNamed(state, item) }),
  'seat.suspended': ({ seat, reason }) => ({ seat: said('seat', seat), reason }),
  'seat.restored': ({ seat }) => ({ seat: said('seat', seat) }),
} satisfies LinesOf<typeof representEventSchemas>;
