import type { Voting } from '@kengesh/domain';
import type { ComponentType } from 'react';
import { Objections, Positions } from './open-agreement.js';
import { HandsCount, Papers, RollCall } from './open-hall.js';

// What an open vote asks by a way seldom taken, and the own ballot of whoever leads: in one piece that comes later.
export { Deadline } from './open-agreement.js';
export { OwnBallot } from './own-ballot.js';

const WORK: { readonly [way in NonNullable<Voting['way']>]?: ComponentType<{ readonly voting: Voting }> } = {
  hands: HandsCount,
  roll_call: RollCall,
  paper: Papers,
  consensus: Positions,
  no_objection: Objections,
  silence: Objections,
};

export function WayWork({ voting }: { readonly voting: Voting }) {
  const Work = voting.way && WORK[voting.way];
  return Work ? <Work voting={voting} /> : null;
}
