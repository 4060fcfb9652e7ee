import { bare, type LinesOf } from '../line.js';
import type { recordingEventSchemas } from './schemas.js';

export const recordingLines = {
  'recording.started': bare,
  'recording.confirmed': bare,
  'recording.failed': ({ reason }) => ({ reason }),
  'recording.stopped': bare,
} satisfies LinesOf<typeof recordingEventSchemas>;
