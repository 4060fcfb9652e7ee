import { act, any, named, type Readers } from './reader.js';

/** Links, and the devices that act by them. */
export const deviceReaders = {
  'link.issued': ({ data: { participant, by, reason, replaces, until } }) => {
    // Whether there was a device, the server said; of one who had none nobody is asked.
    const known = replaces === true || until !== undefined;
    return [act('link.issue', { participant, by, reason, known })];
  },
  'link.revoked': named('link.revoke'),
  'link.confirmed': named('link.confirm'),
  'link.refused': named('link.refuse'),
  'link.admitted': any(named('link.admit'), ({ data: { participant, generation } }) => [
    act('link.admit', { participant, generation }),
  ]),
  'device.admitted': ({ data: { participant, device, via, generation, first, replaces } }) => [
    // Which device acted until then is told only where it goes on.
    act('device.admit', { participant, device, via, generation, first: first ?? null }),
    ...(replaces ? [act('device.admit', { participant, device, via, generation, first: device })] : []),
  ],
  'device.tookOver': any(named('device.handOver'), named('device.takeOver')),
  'device.ended': named('device.end'),
} satisfies Partial<Readers>;
