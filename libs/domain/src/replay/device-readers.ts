import { devicesOf } from '../state.js';
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
  'device.admitted': ({ state, data: { participant, device, via, generation, first, replaces } }) => {
    const acted = devicesOf(state, participant)?.votes;
    const admit = (before: string | null) =>
      act('device.admit', { participant, device, via, generation, first: before });
    return [
      // Which device acted until then is told only where it goes on, and where the rules let one alone vote.
      admit(first ?? null),
      ...(replaces ? [admit(device)] : []),
      ...(!replaces && first === undefined && acted !== undefined ? [admit(acted)] : []),
    ];
  },
  'device.tookOver': any(named('device.handOver'), named('device.takeOver')),
  'device.ended': named('device.end'),
} satisfies Partial<Readers>;
