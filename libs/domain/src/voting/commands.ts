import { type Context, canonical } from '@kengesh/journal';
import * as z from 'zod';
import { id, type Threshold } from '../council.js';
import { act, onlyPresiding, record, refuse } from '../define.js';
import { quorumNow, seatNumbers } from '../rules/quorum.js';
import { atClose } from '../rules/quorum-at-close.js';
import { rulesOf } from '../rules/rules-of.js';
import { namedUrn, secretUrn, tally, withCasting } from '../rules/tally.js';
import { needsNames } from '../rules/thresholds.js';
import { awaitingCasting, openVoting, type State } from '../state.js';
import { wording } from '../text.js';
import { addSeconds } from '../time.js';
import { boxOf, castingActs, isOver } from './casting.js';
import { registerNow } from './register.js';

const METHODS = ['named', 'secret'] as const;
const closing = z.int().min(10).max(86400).nullable();

/** What every opening asks: an open session, no other vote, a quorum. Yields the frozen part of the vote, or the refusal. */
function opening(
  state: State,
  closesInSeconds: number | null,
  { now, nextSeq, actor }: Context,
  threshold: Threshold | null = null,
) {
  if (state.session.phase !== 'open') return refuse('session.not_open');
  if (openVoting(state)) return refuse('voting.another_open');
  if (awaitingCasting(state)) return refuse('voting.tie_waits');
  const rules = rulesOf(state);
  const quorum = quorumNow(state, 'decide');
  // Rules that test the quorum only at the close or by participation record what was found, and let the vote begin (PROC-02).
  const tested = rules?.quorumAt === 'open' || rules?.quorumAt === 'both';
  if (!quorum || (tested && !quorum.met))
    return refuse('voting.no_quorum', { present: quorum?.present ?? 0, need: quorum?.need ?? 0 });
  return {
    id: `v${nextSeq}`,
    tie: state.prepared!.rules.tie,
    ...(rules?.tieOverridesBase === false ? { tieOverridesBase: false } : {}),
    ...(rules?.chairAsked ? { chairAsked: true } : {}),
    presiding: actor.id,
    register: registerNow(state, threshold),
    ...seatNumbers(state),
    quorum,
    closesAt: closesInSeconds === null ? null : addSeconds(now, closesInSeconds),
  };
}
const secretBox = (state: State, method: string, voting: string) =>
  method === 'secret' ? { openBox: boxOf(state, voting) } : {};

/** Opening freezes text, rule and register; one ballot per seat; nothing of the count leaves before the close. */
export const votingActs = {
  'voting.open': act({
    schema: z.strictObject({
      type: z.literal('voting.open'),
      motion: id,
      method: z.enum(METHODS),
      majority: id,
      closesInSeconds: closing,
    }),
    may: onlyPresiding,
    decide: (state, { motion: motionId, method, majority, closesInSeconds }, context) => {
      const motion = state.motions[motionId];
      if (!motion) return refuse('motion.unknown');
      const rule = state.prepared?.rules.majorities.find(one => one.key === majority);
      if (!rule) return refuse('voting.unknown_majority', { majority });
      if (motion.status !== 'admitted' && motion.status !== 'no_decision') return refuse('motion.frozen');
      if (state.agenda.current !== motion.item) return refuse('voting.item_not_current');
      // A secret ballot carries neither its seat's weight nor its state.
      if (method === 'secret' && needsNames(rule.threshold)) return refuse('voting.names_needed');
      const base = opening(state, closesInSeconds, context, rule.threshold);
      if ('refused' in base) return base;
      const equal = Object.values(state.votings).find(
        one => one.motion?.id === motion.id && one.motion.hash === motion.hash && one.result?.awaits === 'revote',
      );
      const voting = {
        ...base,
        item: motion.item,
        kind: 'motion',
        motion: { id: motion.id, version: motion.version, hash: motion.hash, text: motion.text },
        office: null,
        choices: ['yes', 'no', 'abstain'].map(choice => ({ id: choice, label: null, seat: null })),
        method,
        threshold: { ...rule.threshold, key: rule.key },
        ...(equal ? { revoteOf: equal.id } : {}),
        runoffOf: null,
      };
      return { ...record(['voting.opened', voting]), ...secretBox(state, method, base.id) };
    },
  }),

  /** Election by plurality to one office; "against all" and abstention are explicit choices (3.9). */
  'voting.openElection': act({
    schema: z.strictObject({
      type: z.literal('voting.openElection'),
      office: z.strictObject({ id, title: wording(300) }),
      candidates: z
        .array(z.strictObject({ label: wording(300), seat: id.nullable() }))
        .min(1)
        .max(50),
      method: z.enum(METHODS),
      closesInSeconds: closing,
    }),
    may: onlyPresiding,
    decide: (state, { office, candidates, method, closesInSeconds }, context) => {
      const base = opening(state, closesInSeconds, context);
      if ('refused' in base) return base;
      if (!state.agenda.current) return refuse('agenda.none_current');
      const seats = candidates.map(one => one.seat).filter(seat => seat !== null);
      if (seats.some(seat => !state.prepared?.seats.some(one => one.id === seat))) return refuse('roll.unknown_seat');
      const labels = candidates.map(one => canonical(one.label));
      if (new Set(seats).size !== seats.length || new Set(labels).size !== labels.length)
        return refuse('elections.candidate_twice');
      const choices = [
        ...candidates.map((one, index) => ({ id: `c${index + 1}`, label: one.label, seat: one.seat })),
        { id: 'against_all', label: null, seat: null },
        { id: 'abstain', label: null, seat: null },
      ];
      const voting = {
        ...base,
        item: state.agenda.current,
        kind: 'election',
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: null,
      };
      return { ...record(['voting.opened', voting]), ...secretBox(state, method, base.id) };
    },
  }),

  /** A second ballot between those tied at the top. */
  'voting.openRunoff': act({
    schema: z.strictObject({ type: z.literal('voting.openRunoff'), voting: id, closesInSeconds: closing }),
    may: onlyPresiding,
    decide: (state, { voting: votingId, closesInSeconds }, context) => {
      const tied = state.votings[votingId];
      if (!tied) return refuse('voting.unknown');
      if (tied.result?.outcome !== 'tied') return refuse('elections.not_tied');
      if (Object.values(state.votings).some(one => one.runoffOf === votingId)) return refuse('elections.runoff_held');
      if (state.agenda.current !== tied.item) return refuse('voting.item_not_current');
      const base = opening(state, closesInSeconds, context);
      if ('refused' in base) return base;
      const winners = tied.result.winners;
      const choices = tied.choices.filter(
        one => winners.includes(one.id) || one.id === 'against_all' || one.id === 'abstain',
      );
      const { item, office, method } = tied;
      const voting = {
        ...base,
        item,
        kind: 'election',
        motion: null,
        office,
        choices,
        method,
        threshold: null,
        runoffOf: votingId,
      };
      return { ...record(['voting.opened', voting]), ...secretBox(state, method, base.id) };
    },
  }),

  ...castingActs,

  /** More time before a vote closes by itself (PROC-13). */
  'voting.extend': act({
    schema: z.strictObject({ type: z.literal('voting.extend'), voting: id, seconds: z.int().min(10).max(3600) }),
    may: onlyPresiding,
    decide: (state, { voting: votingId, seconds }, { now }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (isOver(voting, now)) return refuse('voting.closed', { at: voting.closedAt ?? voting.closesAt });
      if (!voting.closesAt) return refuse('voting.no_end_set');
      return record(['voting.extended', { voting: votingId, closesAt: addSeconds(voting.closesAt, seconds) }]);
    },
  }),

  'voting.close': act({
    schema: z.strictObject({ type: z.literal('voting.close'), voting: id }),
    may: (state, action, actor) => (actor.kind === 'system' ? null : onlyPresiding(state, action, actor)),
    needs: (state, { voting }) =>
      state.votings[voting]?.method === 'secret' && !state.votings[voting]?.closedAt
        ? { take: boxOf(state, voting) }
        : null,
    decide: (state, { voting: votingId }, { actor, now, box }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.closedAt)
        return actor.kind === 'system' ? { events: [] } : refuse('voting.closed', { at: voting.closedAt });
      if (actor.kind === 'system' && (!voting.closesAt || now < voting.closesAt)) return { events: [] };
      const secret = voting.method === 'secret';
      const urn = secret ? secretUrn(box.keys, box.contents) : namedUrn(state.ballots[votingId] ?? {});
      const closed = record([
        'voting.closed',
        { voting: votingId, result: atClose(state, voting, tally(voting, urn)) },
      ]);
      return secret ? { ...closed, sealBox: boxOf(state, votingId) } : closed;
    },
  }),

  /** The casting vote on a tie (3.4): once, by whoever presides; `none` where the chair gives none. */
  'voting.decideTie': act({
    schema: z.strictObject({
      type: z.literal('voting.decideTie'),
      voting: id,
      casting: z.enum(['yes', 'no', 'none']),
    }),
    may: onlyPresiding,
    decide: (state, { voting: votingId, casting }) => {
      const voting = state.votings[votingId];
      if (!voting) return refuse('voting.unknown');
      if (voting.result?.awaits !== 'chair') return refuse('voting.no_tie_waits');
      return record([
        'voting.tieDecided',
        { voting: votingId, casting, outcome: withCasting(voting, casting).outcome },
      ]);
    },
  }),
};
