import type { BoxFacts, Json } from '@kengesh/journal';
import { entriesOf, type Payload } from '../events.js';
import { secondsBetween } from '../time.js';
import {
  act,
  any,
  type Behind,
  named,
  optional,
  type Reader,
  type Readers,
  type ReplayReading,
  seconds,
} from './reader.js';
import { seedIn, toldFewBox, unsealedBox } from './told-box.js';

function opened({ entry, data }: ReplayReading<'voting.opened'>): readonly Behind[] {
  const { way, method, test, election, runoffOf, kind, office } = data;
  const motion = data.motion?.id;
  const majority = data.threshold?.key;
  const closesInSeconds = seconds(entry.at, data.closesAt);
  // Who held a copy the server said; the record tells it.
  const key = optional({ key: data.key?.public, holders: data.key?.holders });
  if (test && data.motion) return [act('voting.openTest', { text: data.motion.text, method, closesInSeconds, ...key })];
  if (runoffOf !== null && runoffOf !== undefined)
    return [act('voting.openRunoff', { voting: runoffOf, closesInSeconds, method: method, ...key })];
  if (election) return [act('election.open', { election: election.id, method: method, closesInSeconds, ...key })];
  if (kind === 'election') {
    const candidates = data.choices.filter(one => one.label !== null).map(({ label, seat }) => ({ label, seat }));
    return [
      act('voting.openElection', {
        office: office,
        candidates,
        method: method,
        closesInSeconds,
        ...key,
      }),
    ];
  }
  const common = { motion: motion ?? null, closesAt: data.closesAt };
  switch (way) {
    case 'no_objection':
      return [act('voting.askObjections', { motion: common.motion, seconds: closesInSeconds })];
    case 'consensus':
      return [
        act('voting.openConsensus', {
          motion: common.motion,
          ...optional({ by: data.consensus?.by }),
          closesInSeconds,
        }),
      ];
    case 'silence':
      return [act('voting.openSilence', { ...common, ...optional({ minAcknowledged: data.minAcknowledged }) })];
    case 'written':
      return [act('voting.openWritten', { ...common, method, ...optional({ majority }), ...key })];
    default:
      return [
        act('voting.open', {
          motion: common.motion,
          method,
          majority: majority ?? null,
          closesInSeconds,
          ...optional({ way, seed: data.roll?.seed, tellers: data.tellers }),
          ...key,
        }),
      ];
  }
}

const castBy: { readonly [C in Payload<'voting.cast'>['channel']]: Reader<'voting.cast'> } = {
  device: any(named('voting.cast'), ({ data, group }) => {
    const ballots = entriesOf(group, 'voting.cast').map(({ data: { seat, choice } }) => ({ seat, choice }));
    return [act('voting.castMany', { voting: data.voting, ballots })];
  }),
  hand: named('voting.enter'),
  voice: named('voting.answer'),
  assisted: any(named('voting.assistConfirm'), ({ data }) => [
    act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: true }),
  ]),
};

/** A teller's totals are told to nobody: these are counted as the entry says they were. */
const countedPaper = (
  reading: ReplayReading<'voting.paperEntered' | 'voting.paperDiffers' | 'voting.paperCounted'>,
  agrees: boolean,
): readonly Behind[] => {
  const { state, data } = reading;
  const voting = state.votings[data.voting];
  const counts = Object.fromEntries(voting?.choices.map(({ id }) => [id, 0]) ?? []);
  const contents: Json[] = agrees ? [{ round: voting?.paper?.round ?? 1, counts, spoiled: 0 }] : [];
  const read = act('voting.countPaper', { voting: data.voting, counts, spoiled: 0 });
  return [{ ...read, box: { mark: null, keys: [], contents, count: contents.length } }];
};

function closed(reading: ReplayReading<'voting.closed' | 'voting.lotDue'>): readonly Behind[] {
  const { data, entry, boxAtClose } = reading;
  const seed = 'result' in data ? seedIn(data.result) : null;
  const box = boxAtClose(data.voting, entry) ?? undefined;
  return [
    { ...act('voting.close', { voting: data.voting }), box },
    ...(seed === null ? [] : [{ ...act('voting.close', { voting: data.voting, seed }), box }]),
    { ...act('voting.count', { voting: data.voting }), box },
  ];
}

const EMPTY: BoxFacts = { mark: null, keys: [], contents: [], count: 0 };

/** Votes and elections. */
export const votingReaders = {
  'voting.opened': opened,
  'voting.cast': reading => castBy[reading.data.channel]?.(reading) ?? [],
  'voting.extended': ({ state, data }) => {
    const before = state.votings[data.voting]?.closesAt;
    return before
      ? [act('voting.extend', { voting: data.voting, seconds: secondsBetween(before, data.closesAt) })]
      : [];
  },
  'voting.ended': ({ data }) => [act('voting.close', { voting: data.voting })],
  'voting.unsealed': ({ state, data, entry, boxAtClose }) => {
    const voting = state.votings[data.voting];
    const box = voting?.paper ? unsealedBox(voting, data.voted) : boxAtClose(data.voting, entry);
    return [{ ...act('voting.count', { voting: data.voting }), box: box ?? undefined }];
  },
  'voting.closed': closed,
  'voting.lotDue': closed,
  'voting.tieDecided': named('voting.decideTie'),
  'voting.voided': any(named('voting.void'), ({ state, data }) => {
    const voting = state.votings[data.voting];
    return data.reason === 'few' && voting
      ? [act('voting.close', { voting: data.voting }), act('voting.count', { voting: data.voting })].map(read => ({
          ...read,
          box: toldFewBox(voting, data) ?? undefined,
        }))
      : [];
  }),
  'voting.objected': named('voting.object'),
  'voting.acknowledged': named('voting.acknowledge'),
  // Whether a page of the voter was open, the server said; who was asked tells it.
  'voting.assistAsked': ({ data }) => {
    const { voting, seat, choice } = data;
    return [act('voting.assist', { voting, seat, choice, online: data.asked !== undefined })];
  },
  'voting.assistDenied': ({ data }) => [
    act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: false }),
  ],
  'voting.assistUnanswered': ({ state, data }) => {
    const until = state.assists?.[data.voting]?.[data.seat]?.asked?.until;
    return until === undefined ? [] : [act('voting.assistUnanswered', { voting: data.voting, seat: data.seat, until })];
  },
  'voting.assistConfirmed': ({ state, data, group }) => {
    const pending = state.assists?.[data.voting]?.[data.seat]?.choice;
    const choice = entriesOf(group, 'voting.cast')[0]?.data.choice ?? pending;
    const own = act('voting.assistAnswer', { voting: data.voting, seat: data.seat, own: true });
    if (choice === undefined) return [own];
    return [act('voting.assistConfirm', { voting: data.voting, seat: data.seat, choice }), own];
  },
  'voting.handsCounted': ({ data, group }) => {
    const counts = entriesOf(group, 'voting.handsNoted')[0]?.data.counts;
    return counts === undefined ? [] : [act('voting.countHands', { voting: data.voting, counts })];
  },
  'voting.called': named('voting.callNext'),
  // A seat that holds a paper and is among those whose ballots were counted shows in the result.
  'voting.paperIssued': ({ data }) => [
    { ...act('voting.issuePaper', { voting: data.voting, seat: data.seat }), box: EMPTY },
  ],
  'voting.paperEntered': reading => countedPaper(reading, false),
  'voting.paperDiffers': reading => countedPaper(reading, false),
  'voting.paperCounted': reading => countedPaper(reading, true),
  'election.called': named('election.call'),
  'election.nominated': named('election.nominate'),
  'election.withdrawn': named('election.withdraw'),
} satisfies Partial<Readers>;
