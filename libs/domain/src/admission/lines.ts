import { type LinesOf, said } from '../line.js';
import type { admissionEventSchemas } from './schemas.js';

const subject = ({ participant }: { readonly participant: string }) => ({
  participant: said('participant', participant),
});

export const admissionLines = {
  'admission.asked': subject,
  'admission.granted': ({ participant, away = false }) => ({ ...subject({ participant }), away }),
  'admission.lineLost': subject,
  'admission.lineBack': subject,
  'admission.refused': ({ participant, reason }) => ({ ...subject({ participant }), reason }),
  'admission.identitySeen': subject,
} satisfies LinesOf<typeof admissionEventSchemas>;
