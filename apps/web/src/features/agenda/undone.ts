import {
  meetingVote,
  participantOf,
  pendingPoint,
  pendingProcedures,
  type State,
  speakersOrder,
  type Wording,
} from '@kengesh/domain';
import type { PhraseKey } from '@kengesh/phrases/page';
import { excerpt } from '../../drafts/excerpt.js';
import { calledElections, needsRepeat, openTie } from '../voting/pending-voters.js';

/** One thing that an item has not come to the end of, worded by `chair.undone.<code>`. */
export interface Undone {
  readonly code: PhraseKey extends infer Key ? (Key extends `chair.undone.${infer Code}` ? Code : never) : never;
  readonly n: number;
  /** Texts or names of what it is, in the order in which they stand. */
  readonly what: readonly Wording[];
}

const WAITING: readonly string[] = ['submitted', 'admitted', 'put'];

/** What is not done under the item that is taken up: why finishing it is asked about first. Empty: it may be finished. */
export function undoneOf(state: State, item: string): readonly Undone[] {
  const found: Undone[] = [];
  const note = (code: Undone['code'], what: readonly Wording[]) => {
    if (what.length > 0) found.push({ code, n: what.length, what });
  };
  const label = (participant: string): Wording => participantOf(state, participant)?.label ?? {};
  const motions = Object.values(state.motions).filter(motion => motion.item === item);
  const votings = Object.values(state.votings).filter(voting => voting.item === item && !voting.test);
  const vote = meetingVote(state);
  if (vote) note('voting', [vote.motion?.text ?? vote.office?.title ?? {}]);
  note(
    'motions',
    motions
      .filter(motion => !motion.procedure && (WAITING.includes(motion.status) || needsRepeat(state, motion)))
      .map(motion => motion.text),
  );
  note(
    'procedures',
    pendingProcedures(state).map(motion => motion.text),
  );
  const elections = calledElections(state, item);
  note(
    'elections',
    elections.map(election => election.office.title),
  );
  const tie = openTie(state, item);
  if (tie) note('tie', [tie.office?.title ?? {}]);
  const point = pendingPoint(state);
  if (point) note('point', [label(point.participant)]);
  if (state.floor.holder) note('speaks', [label(state.floor.holder.participant)]);
  note(
    'waiting',
    speakersOrder(state)
      .filter(speaker => speaker.kind !== 'point')
      .map(speaker => label(speaker.participant)),
  );
  const touched =
    motions.length > 0 ||
    votings.length > 0 ||
    elections.length > 0 ||
    state.decisions.some(decision => decision.item === item) ||
    state.floor.spoken?.some(speech => speech.item === item) === true;
  if (!touched && found.length === 0) found.push({ code: 'untouched', n: 0, what: [] });
  return found;
}

/** Each of them as a sentence. */
export function undoneSentences(
  undone: readonly Undone[],
  {
    t,
    localize,
  }: {
    t: (key: PhraseKey, params?: { [name: string]: string | number }) => string;
    localize: (text: Wording) => string;
  },
): readonly string[] {
  return undone.map(({ code, n, what }) => {
    const words = what.map(one => excerpt(localize(one), 60)).join('; ');
    return t(`chair.undone.${code}`, { n, text: words, names: words, name: words, office: words });
  });
}
