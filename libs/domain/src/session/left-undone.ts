import { isListFrozen, isTieSettled } from '../elections/again.js';
import { speakersOrder } from '../floor/speakers.js';
import { waits } from '../motions/amendments.js';
import type { AdoptedDecision, AgendaItem, Motion, State, Task, UnheardSpeaker, Voting } from '../state.js';
import { unfinishedTasks } from '../tasks/due.js';

/** What a session has not come to the end of: asked about before it is closed, and offered to the next agenda (PROC-35). */
export interface LeftUndone {
  readonly tasks: readonly Task[];
  /** Not taken up, or their debate put off. */
  readonly items: readonly AgendaItem[];
  /** Proposals that were put off, not reached, or whose vote decided nothing. */
  readonly motions: readonly Motion[];
  /** Votes, and ballots of elections, after which another ballot is due that was not held. */
  readonly ties: readonly Voting[];
  /** Elections that were called, and no ballot that counts was held. */
  readonly elections: readonly { readonly id: string; readonly title: Motion['text'] }[];
  /** Decisions without both signatures. */
  readonly decisions: readonly AdoptedDecision[];
  /** Who waited for the floor, or was to finish a speech. */
  readonly speakers: readonly UnheardSpeaker[];
}

/** Everybody who waits for the floor: in the list, with a point of order, or with a place that is kept for them. */
export function waitingSpeakers(state: State): readonly UnheardSpeaker[] {
  const item = state.agenda.current;
  const listed = speakersOrder(state).map(({ participant }) => ({ participant, item }));
  const kept = (state.floor.kept ?? []).map(place => ({ participant: place.participant, item: place.item ?? item }));
  const isListed = (speaker: UnheardSpeaker) =>
    listed.some(each => each.participant === speaker.participant && each.item === speaker.item);
  return [...listed, ...kept.filter(speaker => !isListed(speaker))];
}

/** The last vote on this motion is equal, or of this election tied, and the ballot that should follow was not held. */
function isOpenTie(state: State, voting: Voting): boolean {
  if (voting.test || voting.voided || !voting.result) return false;
  if (voting.motion) {
    if (voting.result.awaits !== 'revote') return false;
    const onIt = Object.values(state.votings).filter(each => each.motion?.id === voting.motion!.id && !each.test);
    return onIt.at(-1)?.id === voting.id;
  }
  const isDue = voting.result.outcome === 'tied' || voting.result.election?.runoff != null;
  return isDue && !isTieSettled(state, voting.id);
}

export function leftUndone(state: State): LeftUndone {
  const ties = Object.values(state.votings).filter(voting => isOpenTie(state, voting));
  const tied = new Set(ties.map(voting => voting.motion?.id));
  const isOpen = (motion: Motion) =>
    waits(motion) ||
    motion.status === 'lapsed' ||
    (motion.status === 'deferred' && motion.until?.item === null) ||
    (motion.status === 'no_decision' && !tied.has(motion.id));
  return {
    tasks: unfinishedTasks(state),
    // The one that is taken up ends with the session.
    items: state.agenda.items.filter(item => item.status === 'pending' || item.debate === 'adjourned'),
    motions: Object.values(state.motions).filter(
      motion => !motion.amends && !motion.partOf && !motion.procedure && isOpen(motion),
    ),
    ties,
    elections: Object.values(state.elections ?? {})
      .filter(election => !isListFrozen(state, election.id))
      .map(({ id, office }) => ({ id, title: office.title })),
    decisions: state.decisions.filter(
      decision => !decision.reconsidered && new Set(decision.signed?.map(signature => signature.as)).size < 2,
    ),
    speakers: state.session.phase === 'closed' ? (state.session.unheard ?? []) : waitingSpeakers(state),
  };
}
