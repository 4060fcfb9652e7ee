import type { NewEvent } from '@kengesh/journal';
import { derive } from '../emit.js';
import type { DomainEntry } from '../events.js';
import { amendable, applyChange, childrenOf, isFault, waits } from '../motions/amendments.js';
import { amendmentText } from '../procedure/wordings.js';
import type { Motion, State } from '../state.js';
import { LANGUAGES, type Wording } from '../text.js';
import { textHash } from '../text-hash.js';

/** An adopted amendment, part or procedural motion is no decision of its own. */
export const makesDecision = (motion: Motion | undefined): boolean =>
  !motion?.amends && !motion?.partOf && !motion?.procedure;

/** A new version of what an adopted amendment amends. */
function amended(state: State, amendment: Motion): readonly NewEvent[] {
  const above = amendment.amends === undefined ? undefined : state.motions[amendment.amends];
  const text = above && amendable(above);
  if (!above || !text || !amendment.change) return [];
  const after = applyChange(text, amendment.change);
  if (isFault(after)) return [];
  const common = { id: above.id, version: above.version + 1, by: [amendment.id] };
  if (!above.change) return [derive('motion.amended', { ...common, text: after, hash: textHash(after) })];
  const change = { ...above.change, passage: only(above.change.passage, after), words: after };
  const said = amendmentText(change);
  return [derive('motion.amended', { ...common, text: said, hash: textHash(said), change: change })];
}
/** The languages that `like` has too. */
const only = (text: Wording | null, like: Wording): Wording | null =>
  text && Object.fromEntries(Object.entries(text).filter(([one]) => one in like));

/** When the last part is decided: the whole without those rejected, or its fall with its operative parts. */
function afterParts(state: State, whole: string): readonly NewEvent[] {
  const parts = childrenOf(state, whole).filter(one => one.partOf);
  const motion = state.motions[whole];
  if (!motion || !waits(motion) || parts.some(one => waits(one) || one.status === 'no_decision')) return [];
  const kept = parts.filter(one => one.status === 'adopted');
  const operative = parts.filter(one => one.operative);
  if (kept.length === 0 || (operative.length > 0 && operative.every(one => one.status !== 'adopted')))
    return [derive('motion.fell', { id: whole })];
  if (kept.length === parts.length) return [];
  const text: Wording = Object.fromEntries(
    LANGUAGES.flatMap(one =>
      motion.text[one]
        ? [
            [
              one,
              kept
                .map(part => part.text[one] ?? '')
                .join('\n')
                .trim(),
            ],
          ]
        : [],
    ),
  );
  const by = parts.filter(one => one.status !== 'adopted').map(one => one.id);
  return [derive('motion.amended', { id: whole, version: motion.version + 1, text: text, hash: textHash(text), by })];
}

/** What hung on a motion that will not be voted any more. */
const fall = (state: State, above: string): readonly NewEvent[] =>
  childrenOf(state, above)
    .filter(one => waits(one) || one.status === 'no_decision')
    .map(one => derive('motion.notPut', { id: one.id, reason: 'parent_gone', by: above }));

/** What follows for motions from a fact about a motion, by the state after it. */
export function motionConsequences(state: State, { type, data }: DomainEntry): readonly NewEvent[] {
  const motion = 'id' in data ? state.motions[data.id] : undefined;
  if (!motion) return [];
  switch (type) {
    case 'motion.decided': {
      if (data.status === 'no_decision') return [];
      if (motion.partOf) return afterParts(state, motion.partOf);
      const adopted = data.status === 'adopted';
      const { effect } = motion;
      return [
        ...(adopted && motion.amends ? amended(state, motion) : []),
        ...(adopted && effect
          ? [derive('motion.superseded', { id: effect.motion, by: motion.id, how: effect.kind })]
          : []),
        ...fall(state, motion.id),
      ];
    }
    case 'motion.amended': {
      // What can no longer be done to the new text is not put: one adopted excludes the other (V57).
      const text = amendable(motion);
      const by = data.by[0]!;
      return childrenOf(state, motion.id)
        .filter(one => waits(one) && one.change && (!text || isFault(applyChange(text, one.change))))
        .map(one => derive('motion.notPut', { id: one.id, reason: 'excluded', by }));
    }
    case 'motion.notPut':
      return [...fall(state, motion.id), ...(motion.partOf ? afterParts(state, motion.partOf) : [])];
    case 'motion.withdrawn':
    case 'motion.inadmissible':
    case 'motion.deferred':
    case 'motion.referred':
    case 'motion.merged':
    case 'motion.fell':
      return [...fall(state, motion.id), ...(motion.partOf ? afterParts(state, motion.partOf) : [])];
    default:
      return [];
  }
}
