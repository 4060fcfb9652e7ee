import { type BoxFacts, type BoxQuery, type Decision, refuse } from '@kengesh/journal';
import { defineActs, onlyParticipant, onlyPresiding } from '../define.js';
import { isTieSettled } from '../elections/again.js';
import { countingOf } from '../elections/counting.js';
import { furtherBallot, isSameCandidate, repeatOf } from '../elections/further-ballot.js';
import { emit, emitAll } from '../emit.js';
import { secrecyNow } from '../register/secrecy.js';
import { presentSeats } from '../representation/queries.js';
import { ONE_VOTE } from '../rules/fractions.js';
import { withCastingVote } from '../rules/tally.js';
import { needsNames } from '../rules/thresholds.js';
import { participantOf, type State, type Voting } from '../state.js';
import { addSeconds } from '../time.js';
import type { openVoteActSchemas, votingActSchemas } from './act-schemas.js';
import { agreementActs } from './agreement.js';
import { assistActs } from './assist.js';
import { endsFirst, isCounted, waitsForKey } from './ballot-key.js';
import { boxesOf, boxOf, castingActs, isOver, overSince, paperBox } from './cast-ballot.js';
import { closedResult, countVote, lotOf, waitsForHall } from './count.js';
import { hallActs, rollCallOrder } from './hall-ballots.js';
import { openMotion, prepareVote, secretBox } from './opening.js';
import { repairActs } from './repair.js';
import { tooFewBallots } from './secrecy.js';
import { isCorrespondence, isPaperTotals } from './types.js';

/** Opening freezes text, rule and register; one ballot per seat; nothing of the count leaves before the close. */
const openVoteActs = defineActs<typeof openVoteActSchemas>({
  'voting.open': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { motion, method, majority, closesInSeconds, way, seed, tellers } = asked;
      const rule = state.prepared?.rules.majorities.find(one => one.key === majority)?.threshold;
      if (way && (way === 'paper') !== (method === 'secret')) return refuse('voting.way_and_method');
      if ((way === 'roll_call') !== (seed !== undefined)) return refuse('voting.seed_missing');
      if ((way === 'paper') !== (tellers !== undefined)) return refuse('voting.tellers_missing');
      if (tellers && (tellers[0] === tellers[1] || tellers.some(one => !participantOf(state, one))))
        return refuse('voting.tellers_missing');
      // A secret ballot, or a hand that is only counted, carries neither its seat's weight nor its state.
      const weighs = way === 'hands' && state.prepared?.seats.some(one => (one.weight ?? ONE_VOTE) !== ONE_VOTE);
      if (rule && (weighs || ((method === 'secret' || way === 'hands') && needsNames(rule))))
        return refuse('voting.names_needed');
      return openMotion(
        state,
        {
          motion,
          method,
          majority,
          choices: ['yes', 'no', 'abstain'],
          closes: closesInSeconds,
          asked,
          register: { hall: way === 'hands' || way === 'paper' },
          more: ({ register }) => ({
            ...(way ? { way } : {}),
            ...(seed === undefined ? {} : { roll: rollCallOrder(state, register, seed) }),
            ...(tellers ? { tellers } : {}),
          }),
        },
        context,
      );
    },
  },

  /** Election by plurality to one office; "against all" and abstention are explicit choices (3.9). */
  'voting.openElection': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { office, candidates, method, closesInSeconds } = asked;
      const base = prepareVote(state, { closes: closesInSeconds, method, asked }, context);
      if ('refused' in base) return base;
      if (!state.agenda.current) return refuse('agenda.none_current');
      const seats = candidates.map(one => one.seat).filter(seat => seat !== null);
      if (seats.some(seat => !state.prepared?.seats.some(one => one.id === seat))) return refuse('roll.unknown_seat');
      if (candidates.some((one, index) => candidates.slice(0, index).some(other => isSameCandidate(state, one, other))))
        return refuse('elections.candidate_twice');
      const counting = countingOf(state, method);
      if ('refused' in counting) return counting;
      const choices = [
        ...candidates.map((one, index) => ({ id: `c${index + 1}`, label: one.label, seat: one.seat })),
        { id: 'against_all', label: null, seat: null },
        { id: 'abstain', label: null, seat: null },
      ];
      const voting = {
        ...base,
        item: state.agenda.current,
        kind: 'election' as const,
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: null,
        ...counting,
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },

  /** A second ballot between those tied at the top. */
  'voting.openRunoff': {
    authorize: onlyPresiding,
    decide: (state, asked, context) => {
      const { voting: votingId, closesInSeconds } = asked;
      const tied = state.votings[votingId];
      if (!tied) return refuse('voting.unknown');
      if (tied.result?.outcome !== 'tied') return refuse('elections.not_tied');
      if (isTieSettled(state, votingId)) return refuse('elections.runoff_held');
      if (state.agenda.current !== tied.item) return refuse('voting.item_not_current');
      const method = asked.method ?? tied.method;
      if (method !== tied.method && (tied.method === 'named' || secrecyNow(state).enough))
        return refuse('elections.same_method', { method: tied.method });
      const base = prepareVote(state, { closes: closesInSeconds, method, asked }, context);
      if ('refused' in base) return base;
      const counting = countingOf(state, tied.method);
      if ('refused' in counting) return counting;
      const winners = tied.result.winners;
      const choices = tied.choices.filter(
        one => winners.includes(one.id) || one.id === 'against_all' || one.id === 'abstain',
      );
      const { item, office } = tied;
      const voting = {
        ...base,
        item,
        kind: 'election' as const,
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: votingId,
        ...counting,
        ...repeatOf(Object.values(state.votings).filter(one => one.runoffOf === votingId)),
        ...furtherBallot(state, votingId),
      };
      return { ...emit('voting.opened', voting), ...secretBox(state, method, base.id) };
    },
  },
});

/** What a close looks into: the box, or the list that it has left; of a vote that only ends now, nothing. */
function closingQuery(state: State, voting: Voting | undefined): BoxQuery | null {
  if (voting?.method !== 'secret' || voting.closedAt || endsFirst(voting) || waitsForKey(voting)) return null;
  const box = boxOf(state, voting.id);
  if (!voting.unsealed) return { take: box };
  return voting.paper ? { list: box, take: paperBox(state, voting.id) } : { list: box };
}

/** What a vote comes to that is counted now, by what lay in its box. */
function counted(state: State, voting: Voting, found: BoxFacts, seed?: string): Decision {
  const { id, key, paper, unsealed } = voting;
  const box = unsealed ? { keys: unsealed.voted, contents: found.contents.filter(isCounted) } : found;
  const main = boxOf(state, id);
  const left = { sealBox: main, list: found.contents };
  const unseal = ['voting.unsealed', { voting: id, voted: found.keys }] as const;
  // The totals of papers come later, from two tellers, and are shown with the rest or not at all.
  if (key && paper && !unsealed) return { ...emitAll(unseal), ...left };
  const boxes = boxesOf(state, voting);
  const few = tooFewBallots(state, voting, box);
  if (few) return { ...emit('voting.voided', { voting: id, ...few }), destroyBoxes: boxes };
  const lot = lotOf(state, voting, box, seed ?? null);
  if (lot) {
    const due = ['voting.lotDue', { voting: id, ...lot }] as const;
    return key && !unsealed ? { ...emitAll(unseal, due), ...left } : emitAll(due);
  }
  const result = closedResult(state, voting, countVote(state, voting, box, seed));
  const closed = emit('voting.closed', { voting: id, result });
  if (voting.method !== 'secret') return closed;
  // What each teller counted is part of no result, and what both did stays with the list.
  if (unsealed)
    return paper ? { ...closed, sealBox: paperBox(state, id), list: box.contents.filter(isPaperTotals) } : closed;
  return { ...closed, ...(key ? left : { sealBox: main }), destroyBoxes: boxes.slice(1) };
}

/** Every act of voting, from its opening to what settles a tie. */
export const votingActs = {
  ...openVoteActs,
  ...castingActs,
  ...hallActs,
  ...agreementActs,
  ...assistActs,
  ...repairActs,
  ...defineActs<typeof votingActSchemas>({
    /** More time before a vote closes by itself (PROC-13). */
    'voting.extend': {
      authorize: onlyPresiding,
      decide: (state, { voting: votingId, seconds }, { now }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (isOver(voting, now)) return refuse('voting.closed', { at: overSince(voting) });
        if (!voting.closesAt) return refuse('voting.no_end_set');
        if (isCorrespondence(voting)) return refuse('voting.deadline_stands');
        return emit('voting.extended', { voting: votingId, closesAt: addSeconds(voting.closesAt, seconds) });
      },
    },

    'voting.close': {
      authorize: (state, action, actor) => (actor.kind === 'system' ? null : onlyPresiding(state, action, actor)),
      boxQuery: (state, { voting }) => closingQuery(state, state.votings[voting]),
      decide: (state, { voting: votingId, seed }, { actor, now, box }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (voting.closedAt)
          return actor.kind === 'system' ? { events: [] } : refuse('voting.closed', { at: voting.closedAt });
        // Unsealed, it has ended, and is closed as soon as nothing is awaited any more.
        const isEarly = !voting.unsealed && (!voting.closesAt || now < voting.closesAt);
        if (actor.kind === 'system' && isEarly) return { events: [] };
        if (waitsForKey(voting))
          return actor.kind === 'system'
            ? { events: [] }
            : refuse('voting.key_waits', { since: voting.endedAt ?? null });
        const waits = endsFirst(voting) ? null : waitsForHall(state, voting);
        if (waits && actor.kind === 'system') return { events: [] };
        if (waits) return refuse(waits === 'hands' ? 'voting.hands_not_counted' : 'voting.paper_not_counted');
        // What goes through unless somebody objects has to wait out its time.
        const untilThen = voting.way === 'no_objection' || isCorrespondence(voting);
        if (untilThen && voting.closesAt && now < voting.closesAt)
          return refuse('voting.not_before', { at: voting.closesAt });
        if (voting.lotDue && seed === undefined)
          return actor.kind === 'system' ? { events: [] } : refuse('elections.lot_due');
        if (!voting.lotDue && seed !== undefined) return refuse('elections.no_lot_due');
        // Of a vote with a key nothing is counted before its holders have given it.
        if (endsFirst(voting)) {
          const present = presentSeats(state, voting.item ?? undefined).map(seat => seat.id);
          return emit('voting.ended', { voting: votingId, present });
        }
        return counted(state, voting, box, seed);
      },
    },

    /** The key is at hand: the box is opened, and counted at once or left as a list for what is still awaited (SEC-26). */
    'voting.count': {
      authorize: onlyParticipant,
      boxQuery: (state, { voting: votingId }) => {
        const voting = state.votings[votingId];
        return voting && waitsForKey(voting) ? { unseal: boxOf(state, votingId) } : null;
      },
      decide: (state, { voting: votingId }, { box }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (!voting.key) return refuse('voting.no_key');
        if (voting.closedAt || voting.unsealed) return { events: [] };
        if (!waitsForKey(voting)) return refuse('voting.not_ended');
        if (box.locked) return refuse('voting.key_waits', { since: voting.endedAt ?? null });
        return counted(state, voting, box);
      },
    },

    /** The casting vote on a tie (3.4): once, by whoever presides; `none` where the chair gives none. */
    'voting.decideTie': {
      authorize: onlyPresiding,
      decide: (state, { voting: votingId, casting }) => {
        const voting = state.votings[votingId];
        if (!voting) return refuse('voting.unknown');
        if (voting.result?.awaits !== 'chair') return refuse('voting.no_tie_waits');
        return emit('voting.tieDecided', {
          voting: votingId,
          casting,
          outcome: withCastingVote(voting, casting).outcome,
        });
      },
    },
  }),
};
