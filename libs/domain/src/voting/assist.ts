import { refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlySecretary, onlySystem } from '../define.js';
import { handOf, secondHalf } from '../devices/halves.js';
import { roleNow } from '../elections/session-roles.js';
import { emit, emitAll } from '../emit.js';
import { procedureOf } from '../procedure.js';
import { presenceOf, type RegisterRow, type State } from '../state.js';
import { addSeconds } from '../time.js';
import type { assistActSchemas } from './act-schemas.js';
import { ballotLine, castNamed, notByProxy } from './cast-ballot.js';
import { pendingAssist, voterOf } from './entered.js';
import { leftFault } from './leaving.js';

/** Seconds for which a connected device is asked whether the ballot told by telephone is its own (PROC-32). */
export const ASSIST_SECONDS = 20;

/**
 * Whose device can be asked now; null where none is known to be connected. A lost line is the journal's to know. Otherwise the
 * server says whether a page is open (`online`); where it does not, whoever takes part from afar is here by a live line.
 */
function deviceOf(state: State, line: RegisterRow, online: boolean | undefined): string | null {
  const voter = voterOf(state, line);
  const presence = voter === null ? undefined : presenceOf(state, voter);
  if (presence?.lostAt) return null;
  return (online ?? (presence?.here === true && presence.mode === 'remote')) ? voter : null;
}

/** A ballot told to the secretary by telephone: it counts when its owner's device, or a second person, has said the same (PROC-16, PROC-32). */
export const assistActs = defineActs<typeof assistActSchemas>({
  'voting.assist': {
    authorize: onlySecretary,
    decide: (state, { voting: votingId, seat, choice, online }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      const { voting, line } = found;
      if (voting.method === 'secret') return refuse('voting.secret_by_hand');
      if (state.prepared?.rules.ballots?.assisted === false) return refuse('voting.no_assistance');
      if (voting.hallCounted && line.hall) return refuse('voting.hall_counted');
      const not = notByProxy(state, voting, line, choice);
      if (not) return not;
      const cast = castNamed(state, voting, line, choice, 'assisted', context);
      if ('refused' in cast) return cast;
      if (cast.length === 0 || pendingAssist(state, votingId, seat)?.choice === choice) return { events: [] };
      const device = procedureOf(state) >= 2 ? deviceOf(state, line, online) : null;
      const asked = device === null ? null : { participant: device, until: addSeconds(context.now, ASSIST_SECONDS) };
      return emit('voting.assistAsked', {
        ...{ voting: votingId, seat, choice },
        ...(asked ? { asked } : {}),
        ...handOf(state, context.actor),
      });
    },
  },

  /** "Is this your ballot?", answered on the device that was asked: yes confirms it at once, no stops it. */
  'voting.assistAnswer': {
    authorize: onlyParticipant,
    decide: (state, { voting: votingId, seat, own }, context) => {
      const pending = pendingAssist(state, votingId, seat);
      if (!pending?.asked) return refuse('voting.no_assist');
      if (pending.asked.participant !== context.actor.id) return refuse('voting.not_your_seat');
      if (!own) return emit('voting.assistDenied', { voting: votingId, seat, why: 'not_so' });
      const found = ballotLine(state, votingId, seat, pending.choice, context.now);
      if ('refused' in found) return found;
      // Somebody else may be the seat's voter by now: whoever was asked has to be here too.
      const left = leftFault(state, found.voting, seat, context.actor.id, true);
      if (left) return left;
      const cast = castNamed(state, found.voting, found.line, pending.choice, 'assisted', context);
      if ('refused' in cast) return cast;
      const half = secondHalf(state, context.actor, { participant: pending.by, hand: pending.hand });
      if ('refused' in half) return half;
      return emitAll(['voting.assistConfirmed', { voting: votingId, seat, ...half }], ...cast);
    },
  },

  /** The device did not answer in time: the ballot is left to the chair or the deputy, and the record says so. */
  'voting.assistUnanswered': {
    authorize: onlySystem,
    decide: (state, { voting, seat, until }, { now }) => {
      const pending = pendingAssist(state, voting, seat);
      const due = pending?.asked?.until === until && !pending.unanswered && now >= until;
      return due && !state.votings[voting]?.closedAt
        ? emit('voting.assistUnanswered', { voting, seat })
        : { events: [] };
    },
  },

  'voting.assistConfirm': {
    authorize: (state, _act, actor) => {
      const role = actor.kind === 'participant' ? roleNow(state, actor.id) : undefined;
      return role === 'chair' || role === 'deputy' ? null : refuse('may.second_person');
    },
    decide: (state, { voting: votingId, seat, choice }, context) => {
      const found = ballotLine(state, votingId, seat, choice, context.now);
      if ('refused' in found) return found;
      const pending = pendingAssist(state, votingId, seat);
      if (!pending) return refuse('voting.no_assist');
      if (pending.asked && !pending.unanswered) return refuse('voting.device_asked', { until: pending.asked.until });
      if (pending.choice !== choice) return refuse('voting.assist_differs');
      const cast = castNamed(state, found.voting, found.line, choice, 'assisted', context);
      if ('refused' in cast) return cast;
      const half = secondHalf(state, context.actor, { participant: pending.by, hand: pending.hand });
      if ('refused' in half) return half;
      return emitAll(['voting.assistConfirmed', { voting: votingId, seat, ...half }], ...cast);
    },
  },
});
