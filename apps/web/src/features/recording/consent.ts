import { type State, videoOf, type Wording } from '@kengesh/domain';

/** What the council tells everybody when a recording begins; empty where the product's own sentence does. */
export function consentText(state: State, localize: (text: Wording) => string): string {
  const { consent } = videoOf(state);
  return consent ? localize(consent) : '';
}
