import { bureauAnd, defineEvents } from '../define.js';
import type { DataOf } from '../json.js';
import { withEntry } from '../persistent-map.js';
import { devicesOf, type State } from '../state.js';
import type { deviceEventSchemas } from './schemas.js';
import type { AdmittedDevice, IssuedLink, ParticipantDevices } from './state.js';

const NONE: ParticipantDevices = { links: [], devices: [] };

function change(
  state: State,
  participant: string,
  how: (before: ParticipantDevices) => Partial<ParticipantDevices>,
): State {
  const before = devicesOf(state, participant) ?? NONE;
  return { ...state, devices: withEntry(state.devices, participant, { ...before, ...how(before) }) };
}
const settle = (
  state: State,
  { participant, generation: which }: { readonly participant: string; readonly generation: number },
  standing: IssuedLink['standing'],
  settledBy: string,
) =>
  change(state, participant, ({ links }) => ({
    links: links.map(link => (link.generation === which ? { ...link, standing, settledBy } : link)),
  }));
const ended = (devices: readonly AdmittedDevice[], isEnded: (device: AdmittedDevice) => boolean) =>
  devices.map(device => (isEnded(device) ? { ...device, ended: true } : device));

/** Those of before the opening without this one, or without any of them. */
const withoutEarlier = (
  earlier: readonly string[] | undefined,
  device?: string,
): Pick<ParticipantDevices, 'earlier'> =>
  earlier === undefined ? {} : { earlier: device === undefined ? [] : earlier.filter(id => id !== device) };

/** None of them votes any more, or this one does not: then whichever acts may. */
function withoutVote(state: State, participant: string, device?: string): State {
  const { votes, ...rest } = devicesOf(state, participant) ?? NONE;
  if (votes === undefined || (device !== undefined && votes !== device)) return state;
  return { ...state, devices: withEntry(state.devices, participant, rest) };
}

function withTaken(
  state: State,
  { participant, device, from, how }: DataOf<(typeof deviceEventSchemas)['device.tookOver']>,
  at: string,
): State {
  return change(state, participant, ({ devices, earlier }) => ({
    votes: device,
    ...(how === 'lost' ? withoutEarlier(earlier, from) : {}),
    devices: ended(devices, one => how === 'lost' && one.id === from).map(one =>
      one.id === device && how !== 'handed' ? { ...one, tookAt: at } : one,
    ),
  }));
}

const subject = (_state: State, { participant }: { participant: string }) => bureauAnd(participant);
/** Keys that are given out while the session is under way, and what comes in by them. The bureau's and one's own. */
export const deviceEvents = defineEvents<typeof deviceEventSchemas>({
  'link.issued': {
    audience: subject,
    evolve: (state, { participant, replaces: _, ...link }, { at }) =>
      change(state, participant, ({ links }) => ({
        links: [
          ...links.map(one => (one.standing === 'asked' ? { ...one, standing: 'revoked' as const } : one)),
          { ...link, at, standing: link.until === undefined ? 'free' : 'asked' },
        ],
      })),
  },
  'link.revoked': {
    audience: subject,
    evolve: (state, { participant }) =>
      withoutVote(
        change(state, participant, ({ links, devices, earlier }) => ({
          links: links.map(link => ({ ...link, standing: 'revoked' })),
          devices: ended(devices, () => true),
          ...withoutEarlier(earlier),
        })),
        participant,
      ),
  },
  'link.confirmed': {
    audience: subject,
    evolve: (state, data, { actor }) => settle(state, data, 'confirmed', actor),
  },
  'link.refused': {
    audience: subject,
    evolve: (state, data, { actor }) => settle(state, data, 'refused', actor),
  },
  /** By one alone, for nobody answered or nobody else could. */
  'link.admitted': {
    audience: subject,
    evolve: (state, data, { actor }) => settle(state, data, 'alone', data.by.participant ?? actor),
  },
  'device.admitted': {
    audience: subject,
    evolve: (state, { participant, first, replaces, device, ...rest }, { at }) =>
      change(state, participant, ({ devices, votes, earlier = [] }) => ({
        // One that is known already only learns which other device votes.
        devices: devices.some(known => known.id === device && !known.ended)
          ? devices
          : [...ended(devices, () => replaces === true), { id: device, at, ...rest }],
        ...(first !== undefined ? { votes: votes ?? first } : replaces ? { votes: device } : {}),
        ...(first !== undefined && !devices.some(({ id }) => id === first) && !earlier.includes(first)
          ? { earlier: [...earlier, first] }
          : replaces && earlier.length > 0
            ? { earlier: [] }
            : {}),
      })),
  },
  'device.tookOver': {
    audience: subject,
    evolve: (state, data, { at }) => withTaken(state, data, at),
  },
  'device.ended': {
    audience: subject,
    evolve: (state, { participant, device }) =>
      withoutVote(
        change(state, participant, ({ devices, earlier }) => ({
          devices: ended(devices, one => one.id === device),
          ...withoutEarlier(earlier, device),
        })),
        participant,
        device,
      ),
  },
});
