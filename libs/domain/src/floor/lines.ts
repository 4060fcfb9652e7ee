import { bare, type LinesOf, said } from '../line.js';
import type { floorEventSchemas } from './schemas.js';

const speaker = (participant: string) => ({ participant: said('participant', participant) });

export const floorLines = {
  'floor.asked': ({ participant, entered }) => ({ ...speaker(participant), entered }),
  'floor.withdrawn': ({ participant, kept = false }) => ({ ...speaker(participant), kept }),
  'floor.moved': ({ reason }) => ({ reason: said('word', `roles.move.${reason}`) }),
  'floor.given': ({ participant, seconds, resumes = false }) => ({
    ...speaker(participant),
    time: said('seconds', seconds),
    resumed: resumes,
  }),
  'floor.extended': ({ seconds }) => ({ time: said('seconds', seconds) }),
  'floor.paused': bare,
  'floor.resumed': bare,
  'floor.ended': ({ participant, reason }) => ({ ...speaker(participant), reason }),
  'floor.listClosed': bare,
  'floor.listOpened': bare,
  'floor.modeSet': ({ mode }) => ({ mode }),
  'floor.limited': ({ limits }) => ({ limits: said('limits', limits) }),
  'floor.cleared': bare,
} satisfies LinesOf<typeof floorEventSchemas>;
