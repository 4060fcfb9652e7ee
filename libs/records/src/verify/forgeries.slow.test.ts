/**
 * Records that somebody altered who had the whole file and wrote every hash anew: the chain is whole, and only the rules tell.
 * Each case is one lie; the verdict has to name the entry in which it stands, and what kind it is.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { textHash } from '@kengesh/domain';
import { canonical, type Entry, sha256Hex } from '@kengesh/journal';
import { type RecordFault, verifyRecord } from '../index.js';
import { recordOf } from '../record-of.suite.js';
import { heldForForgers } from './forged-session.suite.js';
import { type Forged, type Forger, forger, type Loose } from './forger.suite.js';

let honest: readonly Entry[];
beforeAll(async () => {
  honest = await heldForForgers();
});

const text = { ru: 'Иное решение' };
const listHash = (counts: { [choice: string]: number }, others: readonly string[] = []) =>
  sha256Hex(canonical([...Object.entries(counts).flatMap(([id, n]) => Array<string>(n).fill(id)), ...others].sort()));
/** Votes of the session in order: named, secret, paper, voided, repeated, roll call, hands, no objection, test, lot, stv, plain. */
const closed = (f: Forger, nth: number) => f.one('voting.closed', nth);
const [NAMED, SECRET, PAPER, _TIED, _ROLL, HANDS, SILENT, TEST, LOT, STV, OFFICE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const;
const result = (how: (result: Loose) => object) => (data: Loose) => ({
  ...data,
  result: { ...data.result, ...how(data.result) },
});
const cast = (seat: string, voting: string, choice = 'yes', channel = 'device') => ({
  type: 'voting.cast',
  data: { channel, choice, receipt: '222-222', seat, voting },
});
const inSeat =
  (seat: string, nth = 0) =>
  (f: Forger) =>
    f.one(entry => entry.type === 'voting.cast' && entry.data.seat === seat, nth);

/** The contradiction shows only later: in this entry of the forged record. */
const seenAt = ({ entries }: Forged, which: (entry: Entry) => boolean): Forged => ({
  entries,
  seq: entries.find(which)!.seq,
});
const isType = (type: string, voting?: string) => (entry: Entry) =>
  entry.type === type && (voting === undefined || entry.data.voting === voting);
/** What should follow is missed in the entry before. */
const before = ({ entries, seq }: Forged): Forged => ({ entries, seq: seq - 1 });

type Case = [name: string, forge: (f: Forger) => Forged, fault: RecordFault['fault']];

const voters: Case[] = [
  ['a ballot of a seat that was absent', f => f.insert(inSeat('s5')(f), { ...cast('s7', 'v12'), actor: 'p7' }), 'rule'],
  ['a second ballot of a seat', f => f.insert(inSeat('s1')(f), { ...cast('s1', 'v12', 'no'), actor: 'p1' }), 'rule'],
  ['a ballot after the close', f => f.insert(f.one('task.set'), { ...cast('s6', 'v12'), actor: 'p6' }), 'rule'],
  ['a ballot for somebody else’s seat', f => f.change(inSeat('s4')(f), data => data, { actor: 'p5' }), 'rule'],
  [
    'a ballot turned round',
    f =>
      seenAt(
        f.change(inSeat('s4')(f), data => ({ ...data, choice: 'no' })),
        isType('voting.closed', 'v12'),
      ),
    'ballots',
  ],
  ['a ballot for what was not put', f => f.change(inSeat('s4')(f), data => ({ ...data, choice: 'perhaps' })), 'rule'],
  [
    'a ballot of somebody who had left',
    f => {
      const after = inSeat('s1')(f);
      const left = { participant: 'p4', at: after.at, reason: 'self' };
      const forged = f.insert(after, { type: 'attendance.left', data: left, actor: 'p4' });
      return seenAt(forged, one => one.type === 'voting.cast' && one.data.seat === 's4');
    },
    'rule',
  ],
  ['a ballot that vanished', f => seenAt(f.drop(inSeat('s4')(f)), isType('voting.closed', 'v12')), 'ballots'],
  [
    'a hand raised by somebody from afar',
    f =>
      f.change(
        f.one(e => e.data.channel === 'hand'),
        data => ({ ...data, seat: 's6' }),
      ),
    'rule',
  ],
  [
    'a hand passed off as a device',
    f =>
      f.change(
        f.one(e => e.data.channel === 'hand'),
        data => ({ ...data, channel: 'device' }),
      ),
    'rule',
  ],
  [
    'a receipt of another command',
    f => f.change(inSeat('s4')(f), data => ({ ...data, receipt: 'AAA-AAA' })),
    'follows',
  ],
  [
    'an answer of a seat that was not called',
    f =>
      f.change(
        f.one(e => e.data.channel === 'voice'),
        data => ({ ...data, seat: 's5' }),
      ),
    'rule',
  ],
  [
    'a roll call that begins elsewhere',
    f => f.change(f.one('voting.called'), data => ({ ...data, seat: 's6' })),
    'follows',
  ],
  [
    'a secret ballot in the open',
    f =>
      f.insert(
        f.one(e => e.data.id === 'm24' && e.type === 'motion.put'),
        { ...cast('s6', 'v25'), actor: 'p6' },
      ),
    'rule',
  ],
  [
    'a hand of the hall too many',
    f => before(f.change(f.one('voting.handsNoted'), data => ({ ...data, counts: { yes: 3, no: 1 } }))),
    'rule',
  ],
  [
    'a stranger’s hand at the papers',
    f => f.change(f.one('voting.paperCounted'), data => ({ ...data, teller: 'p5' }), { actor: 'p5' }),
    'rule',
  ],
  [
    'one teller twice',
    f => f.change(f.one('voting.paperCounted'), data => ({ ...data, teller: 'p3' }), { actor: 'p3' }),
    'rule',
  ],
  [
    'a paper for a seat that voted on its device',
    f => f.change(f.one('voting.paperIssued', 2), data => ({ ...data, seat: 's4' })),
    'rule',
  ],
  [
    'a paper for nobody in the hall',
    f => f.insert(f.one('voting.paperIssued', 2), { type: 'voting.paperIssued', data: { voting: 'v31', seat: 's6' } }),
    'rule',
  ],
];

const counts: Case[] = [
  [
    'a yes more, and everything that follows',
    f =>
      f.change(
        closed(f, NAMED),
        result(r => ({ counts: { ...r.counts, yes: 4 }, notVoting: 0 })),
      ),
    'tally',
  ],
  [
    'numbers that do not add up',
    f =>
      f.change(
        closed(f, NAMED),
        result(() => ({ notVoting: 3 })),
      ),
    'sum',
  ],
  [
    'the other outcome',
    f =>
      f.change(
        closed(f, NAMED),
        result(() => ({ outcome: 'rejected' })),
      ),
    'tally',
  ],
  [
    'an easier threshold in the result',
    f =>
      f.change(
        closed(f, NAMED),
        result(() => ({ need: 1 })),
      ),
    'tally',
  ],
  [
    'ballots published otherwise',
    f =>
      f.change(
        closed(f, NAMED),
        result(r => ({ ballots: r.ballots.map((b: Loose) => ({ ...b, choice: 'yes' })) })),
      ),
    'ballots',
  ],
  [
    'a secret vote that tells who chose what',
    f =>
      f.change(
        closed(f, SECRET),
        result(r => ({ ballots: r.voted.map((seat: string) => ({ seat, choice: 'yes', channel: 'device' })) })),
      ),
    'secret',
  ],
  [
    'a secret sum turned round',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ counts: { yes: 1, no: 3, abstain: 0 }, outcome: 'rejected' })),
      ),
    'tally',
  ],
  [
    'a secret sum with its hash and the old outcome',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ counts: { yes: 1, no: 3, abstain: 0 }, listHash: listHash({ yes: 1, no: 3 }) })),
      ),
    'tally',
  ],
  [
    'a secret ballot more than there were voters',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ counts: { yes: 4, no: 1, abstain: 0 }, notVoting: 1, listHash: listHash({ yes: 4, no: 1 }) })),
      ),
    'tally',
  ],
  [
    'a secret voter who was not on the register',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ voted: ['s1', 's2', 's3', 's9'] })),
      ),
    'tally',
  ],
  [
    'a secret voter named twice',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ voted: ['s1', 's2', 's3', 's3'] })),
      ),
    'tally',
  ],
  [
    'a result of an empty box',
    f =>
      f.change(
        closed(f, SECRET),
        result(() => ({ counts: { yes: 0, no: 0, abstain: 0 } })),
      ),
    'sum',
  ],
  [
    'more papers counted than given out',
    f =>
      f.change(
        closed(f, PAPER),
        result(() => ({
          counts: { yes: 5, no: 1, abstain: 0 },
          present: 7,
          paper: { issued: 3, counted: 4 },
          listHash: listHash({ yes: 5, no: 1 }, [':spoiled']),
        })),
      ),
    'tally',
  ],
  [
    'fewer papers given out than were',
    f =>
      f.change(
        closed(f, PAPER),
        result(() => ({ paper: { issued: 2, counted: 3 } })),
      ),
    'tally',
  ],
  [
    'a spoiled paper made a yes',
    f =>
      f.change(
        closed(f, PAPER),
        result(() => ({ counts: { yes: 5, no: 1, abstain: 0 }, invalid: 0 })),
      ),
    'tally',
  ],
  [
    'a hall hand added in the result',
    f =>
      f.change(
        closed(f, HANDS),
        result(() => ({ hall: { yes: 3, no: 0 }, counts: { yes: 4, no: 1, abstain: 0 } })),
      ),
    'tally',
  ],
  [
    'a paper vote that a seat with a paper took part in',
    f =>
      f.change(
        closed(f, PAPER),
        result(() => ({ voted: ['s1', 's5', 's6'] })),
      ),
    'tally',
  ],
  [
    'no objection, but for one that was not told',
    f =>
      f.change(
        closed(f, SILENT),
        result(() => ({ outcome: 'objected' })),
      ),
    'tally',
  ],
  [
    'a test vote that is said to have been rejected',
    f =>
      f.change(
        closed(f, TEST),
        result(() => ({ outcome: 'rejected' })),
      ),
    'tally',
  ],
  [
    'a lot drawn with another seed',
    f =>
      f.change(
        closed(f, LOT),
        result(r => ({
          election: { ...r.election, tie: { ...r.election.tie, lot: { ...r.election.tie.lot, seed: 'six dice: 1' } } },
        })),
      ),
    'tally',
  ],
  [
    'a lot between others than were equal',
    f => f.change(f.one('voting.lotDue'), data => ({ ...data, names: ['c1', 'c3'] })),
    'follows',
  ],
  ['a lot that was not due', f => f.drop(f.one('voting.lotDue')), 'tally'],
  [
    'first preferences of an STV count',
    f =>
      f.change(
        closed(f, STV),
        result(r => ({ counts: { ...r.counts, c1: 3, c2: 1 } })),
      ),
    'tally',
  ],
  [
    'a transfer of an STV count to another',
    f =>
      f.change(
        closed(f, STV),
        result(r => ({
          election: {
            ...r.election,
            rounds: r.election.rounds.map((round: Loose) => ({
              ...round,
              transfers: round.transfers.map((one: Loose) => ({ ...one, to: one.to === 'c2' ? 'c3' : one.to })),
            })),
          },
        })),
      ),
    'tally',
  ],
  [
    'an STV seat for the runner-up',
    f =>
      f.change(
        closed(f, STV),
        result(r => ({
          election: { ...r.election, elected: [r.election.elected[0], { ...r.election.elected[1], candidate: 'c3' }] },
        })),
      ),
    'tally',
  ],
  [
    'a plurality for the loser',
    f =>
      f.change(
        closed(f, OFFICE),
        result(() => ({ winners: ['c2'] })),
      ),
    'tally',
  ],
];

const chair: Case[] = [
  ['a vote closed by somebody else', f => f.change(closed(f, NAMED), data => data, { actor: 'p2' }), 'rule'],
  [
    'a vote closed by the clock before its hour',
    f => f.change(closed(f, TEST), data => data, { at: '2026-03-10T08:01:40.000Z' }),
    'rule',
  ],
  ['a casting vote by another', f => f.change(f.one('voting.tieDecided'), data => data, { actor: 'p2' }), 'rule'],
  [
    'a casting vote that comes to the contrary',
    f => f.change(f.one('voting.tieDecided'), data => ({ ...data, outcome: 'rejected' })),
    'follows',
  ],
  [
    'a casting vote where nobody was equal',
    f =>
      f.insert(f.one('decision.made'), {
        type: 'voting.tieDecided',
        actor: 'p1',
        data: { voting: 'v12', casting: 'no', outcome: 'rejected' },
      }),
    'rule',
  ],
  ['a void without a trace', f => f.drop(f.one('voting.voided'), 2), 'rule'],
  [
    'a void of a vote that was counted',
    f =>
      f.insert(f.one('decision.made'), {
        type: 'voting.voided',
        actor: 'p1',
        data: { voting: 'v12', reason: 'mistake' },
      }),
    'rule',
  ],
  [
    'a vote opened without a quorum, said to have had one',
    f => f.change(f.one('voting.opened'), data => ({ ...data, quorum: { ...data.quorum, present: 5 } })),
    'quorum',
  ],
  [
    'an opening with people who came later',
    f => f.change(f.one('session.opened'), data => ({ ...data, quorum: { ...data.quorum, present: 6 } })),
    'quorum',
  ],
  [
    'an opening by the deputy while the chair is there',
    f => f.change(f.one('session.opened'), data => ({ ...data, presiding: 'p2' }), { actor: 'p2' }),
    'rule',
  ],
  [
    'one who presides and did not open',
    f => f.change(f.one('session.opened'), data => ({ ...data, presiding: 'p2' })),
    'follows',
  ],
  [
    'a seat struck off the register',
    f =>
      f.change(f.one('voting.opened'), data => ({
        ...data,
        register: data.register.map((line: Loose) =>
          line.seat === 's5' ? { ...line, entitled: false, why: 'absent' } : line,
        ),
      })),
    'register',
  ],
  [
    'a seat let onto the register',
    f =>
      f.change(f.one('voting.opened'), data => ({
        ...data,
        register: [...data.register, { ...data.register[0], seat: 's7' }],
      })),
    'register',
  ],
  [
    'another majority than the rules have',
    f => f.change(f.one('voting.opened'), data => ({ ...data, threshold: { ...data.threshold, num: 1, den: 3 } })),
    'follows',
  ],
  [
    'other words put to the vote than were moved',
    f =>
      f.change(f.one('voting.opened'), data => ({ ...data, motion: { ...data.motion, text, hash: textHash(text) } })),
    'text',
  ],
  [
    'a proxy that votes while its seat is there',
    f =>
      f.insert(
        f.one(e => e.type === 'voting.opened' && e.data.id === 'v105'),
        { ...cast('s6', 'v105', 'c3'), actor: 'p5' },
      ),
    'rule',
  ],
];

const papers: Case[] = [
  [
    'a decision nobody voted on',
    f =>
      f.insert(f.one('task.set'), {
        type: 'decision.made',
        actor: 'p1',
        data: { id: 'd22', item: 'one', motion: 'm11', voting: 'v12', text, hash: textHash(text) },
      }),
    'decision',
  ],
  [
    'a decision slipped in behind a vote',
    f => f.insert(f.one('decision.made'), { ...f.one('decision.made'), part: 3 }),
    'decision',
  ],
  [
    'a decision in other words',
    f => f.change(f.one('decision.made'), data => ({ ...data, text, hash: textHash(text) })),
    'decision',
  ],
  [
    'a decision with a text beside its hash',
    f => f.change(f.one('decision.made'), data => ({ ...data, text })),
    'text',
  ],
  ['a decision kept out of the record', f => before(f.drop(f.one('decision.made'))), 'missing'],
  [
    'a motion said to have been rejected',
    f => f.change(f.one('motion.decided'), data => ({ ...data, status: 'rejected' })),
    'follows',
  ],
  [
    'a motion with a number of its own choice',
    f => f.change(f.one('motion.submitted'), data => ({ ...data, id: 'm99' })),
    'number',
  ],
  [
    'a motion put in by somebody who may not',
    f => f.change(f.one('motion.submitted'), data => data, { actor: 'p4' }),
    'rule',
  ],
  ['a signature by a stranger', f => f.change(f.one('decision.signed'), data => data, { actor: 'p4' }), 'rule'],
  [
    'a signature in another’s place',
    f => f.change(f.one('decision.signed'), data => ({ ...data, as: 'secretary' })),
    'follows',
  ],
  [
    'a signature under other words',
    f => f.change(f.one('decision.signed'), data => ({ ...data, hash: textHash(text) })),
    'rule',
  ],
  ['a number without the second signature', f => f.drop(f.one('decision.signed', 1)), 'rule'],
  ['a number given by hand', f => f.change(f.one('decision.numbered'), data => data, { actor: 'sec' }), 'rule'],
  [
    'a second number for a decision',
    f =>
      f.insert(f.one('decision.numbered'), {
        type: 'decision.numbered',
        data: { decision: 'd19', number: 2, label: '№ 2' },
      }),
    'rule',
  ],
  [
    'a number twice',
    f =>
      f.insert(f.one('decision.numbered'), {
        type: 'decision.numbered',
        data: { decision: 'd27', number: 1, label: '№ 1' },
      }),
    'rule',
  ],
  [
    'an office to the loser',
    f => f.change(f.one('office.filled', -1), data => ({ ...data, seat: 's2', candidate: 'c2' })),
    'office',
  ],
  [
    'an office nobody was elected to',
    f =>
      f.insert(f.one('office.filled', -1), {
        type: 'office.filled',
        data: { ...f.one('office.filled', -1).data, seat: 's2', candidate: 'c2' },
      }),
    'office',
  ],
  ['an office kept out of the record', f => before(f.drop(f.one('office.filled', -1))), 'missing'],
  [
    'a candidate nominated after the ballot opened',
    f =>
      f.insert(
        f.one(e => e.data.id === 'v105'),
        {
          type: 'election.nominated',
          actor: 'sec',
          data: { election: 'e101', candidate: 'c4', label: { ru: 'Ещё один' }, seat: 's5' },
        },
      ),
    'rule',
  ],
  [
    'a dissent of a seat that had no vote',
    f => f.change(f.one('decision.remarked'), data => ({ ...data, seat: 's6' }), { actor: 'obs' }),
    'rule',
  ],
  [
    'a task of a decision that was not taken',
    f => f.change(f.one('task.set'), data => ({ ...data, decision: 'd18' })),
    'rule',
  ],
];

const presence: Case[] = [
  [
    'one who was never checked in',
    f =>
      seenAt(
        f.drop(f.one(e => e.type === 'attendance.arrived' && e.data.participant === 'p3')),
        isType('session.opened'),
      ),
    'quorum',
  ],
  [
    'one who arrived earlier than he did',
    f =>
      seenAt(
        f.insert(f.one('attendance.arrived', 5), {
          type: 'attendance.arrived',
          actor: 'p6',
          data: { participant: 'p6', mode: 'remote', source: 'self' },
        }),
        isType('session.opened'),
      ),
    'quorum',
  ],
  ['one checked in by himself', f => f.change(f.one('attendance.arrived'), data => data, { actor: 'p3' }), 'rule'],
  [
    'one from afar put into the hall',
    f => f.change(f.one('attendance.arrived', 4), data => ({ ...data, mode: 'hall' })),
    'rule',
  ],
  [
    'a stranger who came',
    f => f.change(f.one('attendance.arrived', 4), data => ({ ...data, participant: 'p9' }), { actor: 'p9' }),
    'rule',
  ],
  [
    'one who is said to have left earlier',
    f => f.change(f.one('attendance.left'), data => ({ ...data, at: '2026-03-10T08:01:00.000Z' })),
    'rule',
  ],
  ['a grace that was cut short', f => f.move(f.one('attendance.left'), '2026-03-10T08:02:30.000Z'), 'rule'],
  [
    'a close at which one stays on',
    f => f.drop(f.one(e => e.type === 'attendance.left' && e.data.participant === 'p5')),
    'follows',
  ],
  ['a speech that goes on without a line', f => before(f.drop(f.one('floor.ended'))), 'missing'],
  ['the floor given by nobody', f => f.change(f.one('floor.given'), data => data, { actor: 'sec' }), 'rule'],
  ['an item taken up by the secretary', f => f.change(f.one('agenda.taken'), data => data, { actor: 'sec' }), 'rule'],
];

const whole: Case[] = [
  ['nothing at the start', f => f.drop(f.one('session.prepared')), 'start'],
  [
    'a preparation by somebody in the room',
    f => f.change(f.one('session.prepared'), data => data, { actor: 'p1' }),
    'rule',
  ],
  [
    'a roll changed while the session runs',
    f =>
      f.insert(f.one('agenda.taken'), {
        type: 'session.prepared',
        actor: 'desk',
        data: f.one('session.prepared').data,
      }),
    'rule',
  ],
  [
    'rules changed under the same votes',
    f =>
      seenAt(
        f.change(f.one('session.prepared'), data => ({ ...data, rules: { ...data.rules, tie: 'rejected' } })),
        isType('voting.opened'),
      ),
    'follows',
  ],
  [
    'a quorum that nobody needs',
    f =>
      seenAt(
        f.change(f.one('session.prepared'), data => ({
          ...data,
          rules: { ...data.rules, quorum: { kind: 'number', seats: 1 } },
        })),
        isType('session.opened'),
      ),
    'quorum',
  ],
  [
    'a seat with two people',
    f =>
      f.change(f.one('session.prepared'), data => ({
        ...data,
        participants: data.participants.map((one: Loose) =>
          one.id === 'obs' ? { ...one, role: 'delegate', seat: 's1' } : one,
        ),
      })),
    'rule',
  ],
  [
    'a session that was never closed, but is over',
    f => seenAt(f.drop(f.one('session.closed')), e => e.data.reason === 'closed'),
    'follows',
  ],
  [
    'an act after the close',
    f =>
      f.insert(f.one('session.closed'), {
        type: 'motion.submitted',
        actor: 'sec',
        data: { ...f.one('motion.submitted').data, id: 'm135' },
      }),
    'rule',
  ],
  [
    'an entry of a kind that nobody knows',
    f => f.insert(f.one('agenda.taken'), { type: 'voting.adopted', data: { voting: 'v12' } }),
    'shape',
  ],
  [
    'a member that no entry of the kind has',
    f => f.change(f.one('agenda.taken'), data => ({ ...data, note: 'unanimously' })),
    'shape',
  ],
  [
    'a command answered twice',
    f =>
      f.insert(f.one('agenda.taken'), {
        type: 'floor.asked',
        actor: 'p1',
        command: 'command-8',
        data: { participant: 'p1', entered: false },
      }),
    'command',
  ],
  ['a part without the part before it', f => f.change(f.one('motion.submitted'), data => data, { part: 1 }), 'command'],
  [
    'a part at another moment',
    f => f.change(f.one('attendance.left', -1), data => data, { at: '2026-03-10T08:03:52.500Z' }),
    'order',
  ],
  [
    'a moment that is none',
    f => f.change(f.one('session.opened'), data => data, { at: '2026-03-10T08:00:61.000Z' }),
    'time',
  ],
  [
    'a number of rules that the product never had',
    f => f.change(f.one('session.opened'), data => ({ ...data, procedure: 2 })),
    'follows',
  ],
];

const all = { voters, counts, chair, papers, presence, whole };

describe.each(Object.entries(all))('REC-24: a rebuilt chain about %s', (_, cases) => {
  test.each(cases)('%s', (_name, forge, fault) => {
    const { entries, seq } = forge(forger(honest));
    const verdict = verifyRecord(recordOf(entries, recordOf(honest).session), entries.at(-1)!.hash);
    if ('malformed' in verdict) throw new Error(`malformed: ${verdict.expected}`);
    expect(
      verdict.faults.filter(one => one.seq === verdict.faults[0]?.seq).map(one => [one.seq, one.fault]),
    ).toContainEqual([seq, fault]);
  });
});

test('REC-24: the honest record verifies, and more than sixty lies about it were told', () => {
  expect(verifyRecord(recordOf(honest), honest.at(-1)!.hash)).toMatchObject({ faults: [], against: 'given' });
  const count = Object.values(all).flat().length;
  process.stdout.write(`${count} rebuilt-chain forgeries refused\n`);
  expect(count).toBeGreaterThan(60);
});

test('REC-24: what a record cannot tell is listed by name, and nothing of a forged one', () => {
  const verdict = verifyRecord(recordOf(honest));
  if ('malformed' in verdict) throw new Error('malformed');
  const about = new Map(verdict.notChecked.map(({ code, about: votes }) => [code, votes]));
  expect(about.get('secret_ballots')).toEqual(['v25', 'v31', 'v87', 'v119', 'v123']);
  expect(about.get('secret_marks')).toEqual(['v119']);
  expect(about.get('papers')).toEqual(['v31']);
  expect(about.get('seeds')).toEqual(['v60', 'v105']);
  expect([...about.keys()]).toEqual(
    expect.arrayContaining(['persons', 'register', 'clock', 'file_head', 'texts_beside']),
  );
  expect([...about.keys()].some(code => code === 'old_rules' || code === 'open_end')).toBe(false);
  const forged = forger(honest).drop(honest[20]!);
  expect(verifyRecord(recordOf(forged.entries))).toMatchObject({ notChecked: [] });
});

test('REC-24: by rules that this build does not know nothing is recomputed, and nothing said to agree', () => {
  const { entries } = forger(honest).change(honest[0]!, data => ({ ...data, procedure: 900 }));
  expect(verifyRecord(recordOf(entries))).toMatchObject({ malformed: true, expected: 'procedure' });
});
