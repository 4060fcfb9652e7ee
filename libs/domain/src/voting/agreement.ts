import { type Context, refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlyPresiding, onlySecretary } from '../define.js';
import { emit, emitAll } from '../emit.js';
import { procedureOf } from '../procedure.js';
import { holdersOf, lineOf } from '../register/register.js';
import { needsNames } from '../rules/thresholds.js';
import { presenceOf, type State, type Voting } from '../state.js';
import type { agreementActSchemas } from './act-schemas.js';
import { isOver, overSince } from './cast-ballot.js';
import { deadlineFault, leastAcknowledged } from './correspondence.js';
import { closedResult, countVote } from './count.js';
import { leftFault } from './leaving.js';
import { openMotion } from './opening.js';
import { withObjection } from './ways-events.js';

/** A question that goes through unless somebody objects, still open. */
function openQuestion(state: State, votingId: string, seat: string, { actor, now }: Context) {
  const voting = state.votings[votingId];
  if (!voting) return refuse('voting.unknown');
  if (voting.way !== 'no_objection' && voting.way !== 'silence') return refuse('voting.by_ballots');
  // The deadline is exclusive, by the server's clock (V50).
  if (isOver(voting, now)) return refuse('voting.closed', { at: overSince(voting) });
  const line = lineOf(voting, seat);
  if (!line) return refuse('roll.unknown_seat');
  if (!line.entitled) return refuse('voting.not_entitled', { why: line.why });
  const forHall =
    onlySecretary(state, null, actor) === null && line.participant !== null && inHall(state, line.participant);
  const own = holdersOf(line).includes(actor.id);
  if (!own && !forHall) return refuse('voting.not_your_seat');
  const left = leftFault(state, voting, seat, own ? actor.id : line.participant, own);
  return left ?? { voting };
}
const inHall = (state: State, participant: string) => {
  const presence = presenceOf(state, participant);
  return presence?.here === true && presence.mode === 'hall';
};

/** Agreement without counting votes: no objection, consensus, silence; and the written vote, which has a deadline like it. */
export const agreementActs = defineActs<typeof agreementActSchemas>({
  /** "No objections?" A countdown of ten seconds or more; whoever objects stops it, and a vote may be opened. */
  'voting.askObjections': {
    authorize: onlyPresiding,
    decide: (state, { motion, seconds }, context) =>
      openMotion(
        state,
        {
          motion,
          method: 'named',
          majority: null,
          choices: ['agree', 'object'],
          closes: seconds,
          more: { way: 'no_objection' },
        },
        context,
      ),
  },

  /** Positions instead of votes: only objections count, of seats or of states (3.6). */
  'voting.openConsensus': {
    authorize: onlyPresiding,
    decide: (state, { motion, by, closesInSeconds }, context) =>
      openMotion(
        state,
        {
          motion,
          method: 'named',
          majority: null,
          choices: ['agree', 'not_interested', 'reserve', 'object'],
          closes: closesInSeconds,
          register: { byState: by === 'state' },
          more: {
            way: 'consensus',
            consensus: { by, except: state.prepared?.rules.ballots?.consensusExcept ?? 0 },
          },
        },
        context,
      ),
  },

  /** Adopted unless somebody objects before the deadline; all seats are asked, present or not. */
  'voting.openSilence': {
    authorize: onlyPresiding,
    decide: (state, { motion, closesAt, minAcknowledged: wished }, context) => {
      const fault = deadlineFault(state, closesAt, context.now);
      if (fault) return fault;
      const least = leastAcknowledged(state, state.motions[motion]?.item ?? null);
      const minAcknowledged = wished ?? least;
      if (minAcknowledged < least) return refuse('voting.silence_least', { least });
      return openMotion(
        state,
        {
          motion,
          method: 'named',
          majority: null,
          choices: ['agree', 'object'],
          closes: closesAt,
          register: { everyone: true },
          more: { way: 'silence', minAcknowledged },
        },
        context,
      );
    },
  },

  /** A vote by correspondence: all seats may vote until the deadline, present or not. */
  'voting.openWritten': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { motion, method, majority, closesAt } = asked;
      // A secret ballot carries neither weight nor state: such a vote could never be counted.
      const rule = state.prepared?.rules.majorities.find(one => one.key === majority)?.threshold;
      if (procedureOf(state) >= 2 && method === 'secret' && rule && needsNames(rule))
        return refuse('voting.names_needed');
      const fault = deadlineFault(state, closesAt, context.now);
      if (fault) return fault;
      return openMotion(
        state,
        {
          motion,
          method,
          majority,
          choices: ['yes', 'no', 'abstain'],
          closes: closesAt,
          asked,
          register: { everyone: true },
          more: { way: 'written' },
        },
        context,
      );
    },
  },

  /** An objection, or an amendment, which is one too. It ends the question at once and cannot be withdrawn. */
  'voting.object': {
    authorize: onlyParticipant,
    decide: (state, { voting: votingId, seat, kind }, context) => {
      const found = openQuestion(state, votingId, seat, context);
      if ('refused' in found) return found;
      const objection = { seat, kind, at: context.now };
      const after: Voting = { ...found.voting, ...withObjection(found.voting, objection) };
      const count = countVote(state, after, { keys: [], contents: [] });
      return emitAll(
        ['voting.objected', { voting: votingId, seat, kind }],
        ['voting.closed', { voting: votingId, result: closedResult(state, after, count) }],
      );
    },
  },
  /** "Received": in a silence procedure, and it binds to nothing. */
  'voting.acknowledge': {
    authorize: onlyParticipant,
    decide: (state, { voting: votingId, seat }, context) => {
      const found = openQuestion(state, votingId, seat, context);
      if ('refused' in found) return found;
      if (found.voting.way !== 'silence') return refuse('voting.not_silence');
      return found.voting.acknowledged?.includes(seat)
        ? { events: [] }
        : emit('voting.acknowledged', { voting: votingId, seat });
    },
  },
});
