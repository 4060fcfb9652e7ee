import { bare, type LinesOf, said } from '../line.js';
import type { State } from '../state.js';
import type { orderEventSchemas } from './schemas.js';

const textOf = (state: State, motion: string) => ({ text: said('text', state.motions[motion]?.text) });
const whoRaised = (state: State, point: string) => ({
  participant: said('participant', state.order?.points[point]?.participant),
});

export const orderLines = {
  'order.moved': ({ text, seat }) => ({ text: said('text', text), seat: said('seat', seat) }),
  'order.granted': ({ id }, state) => textOf(state, id),
  'order.pointRaised': ({ participant, about }) => ({ participant: said('participant', participant), about }),
  'order.pointWithdrawn': ({ id }, state) => whoRaised(state, id),
  'order.ruled': ({ id, ruling }, state) => ({ ...whoRaised(state, id), ruling }),
  'order.appealDecided': ({ outcome }) => ({ outcome }),
  'order.adjourning': bare,
  'order.divisionGranted': ({ motion }, state) => textOf(state, motion),
  'order.secretGranted': ({ motion }, state) => textOf(state, motion),
} satisfies LinesOf<typeof orderEventSchemas>;
