import { bare, type LinesOf } from '../line.js';
import type { recordingEvents } from './events.js';

export const recordingLines = {
  'recording.started': bare,
  'recording.confirmed': bare,
  'recording.failed': ({ reason }) => ({ reason }),
  'recording.stopped': bare,
} satisfies LinesOf<typeof recordingEvents>;
