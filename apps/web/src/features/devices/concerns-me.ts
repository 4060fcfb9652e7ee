import type { ParticipantDevices } from '@kengesh/domain';

/** Whether its owner has something to answer or to know: a link that waits, or another device beside this one. */
export const concernsMe = (own: ParticipantDevices | undefined, device: string | undefined): boolean =>
  own !== undefined &&
  (own.links.some(({ standing }) => standing === 'asked') ||
    (own.votes !== undefined &&
      (own.votes !== device || own.devices.some(({ id, ended }) => !ended && id !== own.votes))));
