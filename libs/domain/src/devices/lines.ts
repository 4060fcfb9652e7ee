import { type LinesOf, said } from '../line.js';
import type { deviceEventSchemas } from './schemas.js';

const subject = ({ participant }: { readonly participant: string }) => ({
  participant: said('participant', participant),
});

/** The handle of an account is not for reading: the line says "the secretariat". */
export const deviceLines = {
  'link.issued': ({ participant, reason, replaces, until }) => ({
    ...subject({ participant }),
    reason,
    replaces: replaces ? 'yes' : 'no',
    asked: until === undefined ? 'no' : 'yes',
  }),
  'link.revoked': ({ participant, reason }) => ({ ...subject({ participant }), reason }),
  'link.confirmed': ({ participant, as }, _state, { actor }) => ({
    ...subject({ participant }),
    as,
    by: said('participant', actor),
  }),
  'link.refused': ({ participant, as }, _state, { actor }) => ({
    ...subject({ participant }),
    as,
    by: said('participant', actor),
  }),
  'link.admitted': subject,
  'device.admitted': ({ participant, via, generation, first }) => ({
    ...subject({ participant }),
    by: via === 'account' ? 'account' : generation === null ? 'earlier' : 'new',
    watches: first === undefined ? 'no' : 'yes',
  }),
  'device.tookOver': ({ participant, how }) => ({ ...subject({ participant }), how }),
  'device.ended': ({ participant, by, why }) => ({ ...subject({ participant }), by: why ?? by }),
} satisfies LinesOf<typeof deviceEventSchemas>;
