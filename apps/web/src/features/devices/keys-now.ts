/** What the bureau is shown of keys at this moment, read off the state. */
import {
  entriesOf,
  type IssuedLink,
  isAdmittedByOne,
  isMarked,
  linkAsked,
  type ParticipantDevices,
  type State,
  watches,
} from '@kengesh/domain';

const all = (state: State): readonly (readonly [participant: string, own: ParticipantDevices])[] =>
  entriesOf(state.devices);

/** New links of others that wait for a second person, while the session is under way. */
export const linksForMe = (
  state: State,
  me: string,
): readonly { readonly participant: string; readonly link: IssuedLink }[] => {
  const { phase } = state.session;
  if (phase !== 'open' && phase !== 'recess') return [];
  return all(state).flatMap(([participant]) => {
    const link = participant === me ? null : linkAsked(state, participant);
    return link ? [{ participant, link }] : [];
  });
};

export interface MarkedDevice {
  readonly participant: string;
  readonly device: string;
  readonly generation: number | null;
  readonly mark: 'one' | 'recent';
}
/** Devices that were admitted by one, and those admitted on the desk's word a short while ago. */
export const markedDevices = (state: State, now: string): readonly MarkedDevice[] =>
  all(state).flatMap(([participant, { devices }]) =>
    devices.flatMap(({ id: device, generation, ended }) => {
      const isByOne = isAdmittedByOne(state, participant, device);
      if (ended || !(isByOne || isMarked(state, participant, device, now))) return [];
      return [{ participant, device, generation, mark: isByOne ? ('one' as const) : ('recent' as const) }];
    }),
  );

/** Devices that only watch, while another of the same participant votes. */
export const watchingDevices = (state: State): readonly { readonly participant: string; readonly device: string }[] =>
  all(state).flatMap(([participant, { devices, earlier = [] }]) =>
    [...earlier, ...devices.flatMap(({ id, ended }) => (ended ? [] : [id]))].flatMap(device =>
      watches(state, participant, device) ? [{ participant, device }] : [],
    ),
  );
