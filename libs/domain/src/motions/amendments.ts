import type { TextChange } from '../procedure/types.js';
import type { Motion, State } from '../state.js';
import { LANGUAGES, type Wording } from '../text.js';

/** How often `part` stands in `text`. */
const times = (text: string, part: string) => text.split(part).length - 1;
const tidy = (text: string) =>
  text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,;:!?)])/g, '$1')
    .trim();
const joined = (before: string, words: string) =>
  /^[.,;:!?)]/.test(words) ? `${before}${words}` : `${before} ${words}`;

/** Why a change cannot be made to a text: its passage is not there, is there more than once, or all of it would go. */
export type ChangeFault = 'passage_not_found' | 'passage_unclear' | 'replaces_all' | 'words_missing';

/**
 * The text after an amendment, in the languages in which the amendment was given: another language would say what was not
 * adopted, so it is left out until it is translated anew.
 */
export function applyChange(text: Wording, change: TextChange): Wording | ChangeFault {
  const { kind, passage, words } = change;
  if (kind !== 'add' && !passage) return 'passage_not_found';
  if (kind !== 'delete' && !words) return 'words_missing';
  const after: { -readonly [L in keyof Wording]: Wording[L] } = {};
  for (const language of LANGUAGES) {
    const [find, put] = [passage?.[language], words?.[language]];
    if (!find && !put) continue;
    const before = text[language];
    if (!before || (!find && passage)) return 'passage_not_found';
    if (!put && kind !== 'delete') return 'words_missing';
    if (!find) {
      after[language] = joined(before, put!);
      continue;
    }
    const found = times(before, find);
    if (found !== 1) return found === 0 ? 'passage_not_found' : 'passage_unclear';
    if (kind !== 'add' && before.trim() === find.trim()) return 'replaces_all';
    // A function, since words may hold what `replace` would take for a pattern of its own.
    after[language] = tidy(before.replace(find, () => (kind === 'add' ? joined(find, put!) : (put ?? ''))));
  }
  return Object.keys(after).length > 0 ? after : 'passage_not_found';
}
export const isFault = (found: Wording | ChangeFault): found is ChangeFault => typeof found === 'string';

/** What a motion's amendments change: its text, or of an amendment the words it puts in. */
export const amendable = (motion: Motion): Wording | null =>
  motion.change ? motion.change.words : motion.procedure || motion.partOf ? null : motion.text;

/** 0: a proposal; 1: an amendment; 2: an amendment to it. */
export const depthOf = (state: State, motion: Motion): number => {
  const above = motion.amends === undefined ? undefined : state.motions[motion.amends];
  return above ? depthOf(state, above) + 1 : 0;
};

/** Waits for its vote, or for leave to have one. */
export const waits = ({ status }: Motion) => status === 'submitted' || status === 'admitted' || status === 'put';

export const childrenOf = (state: State, motion: string): readonly Motion[] =>
  Object.values(state.motions).filter(one => one.amends === motion || one.partOf === motion);

const size = (text: Wording | null | undefined) =>
  Math.max(0, ...Object.values(text ?? {}).map(words => [...(words ?? '')].length));
/** How far an amendment goes from the text, as far as a machine can see: by how many signs. */
export const distance = ({ change }: Motion): number => size(change?.passage) + size(change?.words);

/** These in the order proposed: the chair's where there is one, else furthest first, and as they came where that is equal. */
function ranked(list: readonly Motion[], chosen: readonly string[] | undefined): readonly Motion[] {
  const proposed = [...list].sort((a, b) => distance(b) - distance(a));
  if (!chosen) return proposed;
  const place = (one: Motion) => {
    const index = chosen.indexOf(one.id);
    return index === -1 ? chosen.length : index;
  };
  return proposed.sort((a, b) => place(a) - place(b));
}

/**
 * The order of voting on a motion and what hangs on it: amendments furthest first, each after the amendments to it, then
 * the parts, then the whole. Only what still waits for a vote.
 */
export function votingOrder(state: State, motionId: string): readonly string[] {
  const motion = state.motions[motionId];
  if (!motion) return [];
  const children = childrenOf(state, motionId).filter(waits);
  const amendments = ranked(
    children.filter(one => one.amends === motionId),
    motion.order,
  );
  const parts = children.filter(one => one.partOf === motionId);
  const below = [...amendments.flatMap(one => votingOrder(state, one.id)), ...parts.map(one => one.id)];
  return waits(motion) || motion.status === 'no_decision' ? [...below, motionId] : below;
}

/** The proposal that an amendment or part hangs on in the end. */
export function rootOf(state: State, motion: Motion): Motion {
  const above = state.motions[motion.amends ?? motion.partOf ?? ''];
  return above ? rootOf(state, above) : motion;
}

/** Rival proposals, in the order in which they came or as the chair chose; a motion without rivals is alone. */
export function rivalsOf(state: State, motion: Motion): readonly Motion[] {
  const first = state.motions[motion.rivalOf ?? motion.id];
  if (!first) return [motion];
  const group = Object.values(state.motions).filter(one => one.id === first.id || one.rivalOf === first.id);
  const chosen = first.rivalOrder ?? [];
  // One that came after the chair chose stands last.
  const place = (one: Motion) => (chosen.includes(one.id) ? chosen.indexOf(one.id) : chosen.length);
  return [...group].sort((a, b) => place(a) - place(b));
}
