import { type LeftUndone, participantOf, type State, type Wording } from '@kengesh/domain';
import type { PhraseKey } from '@kengesh/phrases/page';
import { excerpt } from '../../drafts/excerpt.js';

type LeftKind = Exclude<keyof LeftUndone, 'tasks'>;
const KINDS = ['items', 'motions', 'ties', 'elections', 'decisions', 'speakers'] as const satisfies readonly LeftKind[];

/** What a session has not come to the end of, each kind as a sentence; tasks go on by themselves. */
export function leftSentences(
  state: State,
  left: LeftUndone,
  {
    t,
    localize,
  }: {
    readonly t: (key: PhraseKey, params?: { [name: string]: string | number }) => string;
    readonly localize: (text: Wording) => string;
  },
): readonly string[] {
  const texts: { readonly [kind in LeftKind]: readonly Wording[] } = {
    items: left.items.map(item => item.title),
    motions: left.motions.map(motion => motion.text),
    ties: left.ties.map(voting => voting.motion?.text ?? voting.office?.title ?? {}),
    elections: left.elections.map(election => election.title),
    decisions: left.decisions.map(decision => decision.text),
    speakers: left.speakers.map(speaker => participantOf(state, speaker.participant)?.label ?? {}),
  };
  return KINDS.filter(kind => texts[kind].length > 0).map(kind =>
    t(`chair.left.${kind}`, {
      n: texts[kind].length,
      text: texts[kind].map(text => excerpt(localize(text), 60)).join('; '),
    }),
  );
}
