import { type LinesOf, said } from '../line.js';
import type { videoEventSchemas } from './schemas.js';

const subject = ({ participant }: { readonly participant: string }) => ({
  participant: said('participant', participant),
});

export const videoLines = {
  'video.muted': subject,
  'video.unmuted': subject,
  'video.removed': ({ participant, reason }) => ({ ...subject({ participant }), reason }),
  'video.readmitted': subject,
} satisfies LinesOf<typeof videoEventSchemas>;
