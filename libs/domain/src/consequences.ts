import type { Entry, NewEvent } from '@kengesh/journal';
import { debateFollows } from './consequences/debate.js';
import { makesDecision } from './consequences/motions.js';
import { derive } from './emit.js';
import { type EntryOf, isKnown } from './events.js';
import { procedureOf } from './procedure.js';
import { currentRecording } from './recording/marks.js';
import { meetingVote, type State, type Voting } from './state.js';
import { isLanguage } from './text.js';
import { isCorrespondence } from './voting/types.js';

/** The one file where features meet: facts that follow from a fact, by the state after it. */
export function consequences(state: State, entry: Entry): readonly NewEvent[] {
  if (!isKnown(entry)) return [];
  switch (entry.type) {
    case 'session.recessed':
      // The clock of a speech stands still in a recess; whoever presides sets it going again.
      return state.floor.holder && !state.floor.holder.pausedAt ? [derive('floor.paused', {})] : [];
    case 'voting.opened': {
      const { motion, test } = entry.data;
      return [...(motion && !test ? [derive('motion.put', { id: motion.id })] : []), ...silence(state, entry)];
    }
    case 'voting.closed':
    case 'voting.tieDecided':
    case 'voting.voided':
      return afterVote(state, entry.data.voting, entry.seq);
    case 'floor.given': {
      // Whoever is given the floor is meant to be heard.
      const muted = state.video?.muted.includes(entry.data.participant);
      return [
        ...(muted ? [derive('video.unmuted', { participant: entry.data.participant })] : []),
        ...debateFollows(state, entry),
      ];
    }
    case 'video.removed': {
      const { participant } = entry.data;
      const speaks = [state.floor.holder, state.floor.interrupted].some(one => one?.participant === participant);
      return speaks ? [derive('floor.ended', { participant, reason: 'chair' })] : [];
    }
    case 'attendance.left':
      return [...boothLeft(state, entry.data.participant), ...debateFollows(state, entry)];
    case 'session.closed': {
      const take = currentRecording(state);
      return [...(take ? [derive('recording.stopped', { id: take.id })] : []), ...debateFollows(state, entry)];
    }
    default:
      return debateFollows(state, entry);
  }
}

/** The meeting votes: the running speech stands still until whoever presides sets it going again (PROC-38). */
function silence(state: State, { data }: EntryOf<'voting.opened'>): readonly NewEvent[] {
  const { holder } = state.floor;
  const byPost = isCorrespondence(data);
  const votes = procedureOf(state) >= 2 && !byPost && meetingVote(state) !== undefined;
  return votes && holder && !holder.pausedAt ? [derive('floor.paused', {})] : [];
}

/** Whoever is gone interprets no longer, nor stands ready. */
const boothLeft = (state: State, participant: string): readonly NewEvent[] =>
  Object.entries(state.interpretation?.channels ?? {}).flatMap(([language, line]) =>
    isLanguage(language) && (line.participant === participant || line.relief === participant)
      ? [derive('interpretation.left', { language, participant })]
      : [],
  );

function afterVote(state: State, votingId: string, seq: number): readonly NewEvent[] {
  const voting = state.votings[votingId];
  const result = voting?.result;
  // A tie that waits for the casting vote decides nothing yet.
  if (!voting || voting.test || result?.awaits === 'chair') return [];
  if (!result) return voting.motion ? [derive('motion.decided', { id: voting.motion.id, status: 'no_decision' })] : [];
  if (voting.motion) {
    const { id, text, hash } = voting.motion;
    const status = result.outcome === 'adopted' || result.outcome === 'rejected' ? result.outcome : 'no_decision';
    const decided = derive('motion.decided', { id, status });
    if (status !== 'adopted' || !makesDecision(state.motions[id])) return [decided];
    return [
      decided,
      derive('decision.made', {
        id: `d${seq}`,
        item: voting.item,
        motion: id,
        voting: votingId,
        text,
        hash,
      }),
    ];
  }
  if (result.election) return officesFilled(state, voting);
  const winner = result.outcome === 'elected' ? voting.choices.find(one => one.id === result.winners[0]) : undefined;
  if (!winner || !voting.office) return [];
  const { id: office, title } = voting.office;
  return [
    derive('office.filled', {
      office,
      title,
      seat: winner.seat,
      candidate: winner.id,
      voting: votingId,
    }),
  ];
}

/** Whoever is elected fills the office for its term, also where a further ballot is due for the places left. */
function officesFilled(state: State, { id, election, choices, office, result }: Voting): readonly NewEvent[] {
  const term = state.elections?.[election?.id ?? '']?.term;
  if (!office || result?.outcome === 'void') return [];
  return (result?.election?.elected ?? []).map(({ candidate }) =>
    derive('office.filled', {
      office: office.id,
      title: office.title,
      seat: choices.find(one => one.id === candidate)?.seat ?? null,
      candidate,
      voting: id,
      ...(term ? { term } : {}),
    }),
  );
}
