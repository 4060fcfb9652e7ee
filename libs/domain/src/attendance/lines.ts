import { type LinesOf, said } from '../line.js';
import type { attendanceEventSchemas } from './schemas.js';

const subject = ({ participant }: { readonly participant: string }) => ({
  participant: said('participant', participant),
});

export const attendanceLines = {
  'attendance.arrived': ({ participant, mode, source }) => ({ ...subject({ participant }), mode, source }),
  'attendance.lost': subject,
  'attendance.returned': subject,
  'attendance.left': ({ participant, reason }) => ({ ...subject({ participant }), reason }),
  'attendance.corrected': ({ participant, reason }) => ({
    ...subject({ participant }),
    reason: said('word', `roles.correction.${reason}`),
  }),
} satisfies LinesOf<typeof attendanceEventSchemas>;
