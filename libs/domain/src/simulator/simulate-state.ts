// A meeting as a case describes it: who sits where, who is here, who stands for whom.
import type { PreparedSession, Rules, Seat } from '../council.js';
import { PROCEDURE } from '../procedure.js';
import type { VotingProxy } from '../representation/state.js';
import { weightOf } from '../rules/weights.js';
import { type AttendanceRecord, INITIAL, type State } from '../state.js';
import type { RollLine, SimulationCase } from './case.js';

/** A fault of a case, told with its path. */
export class CaseError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

export interface SimulatedSeat {
  readonly seat: Seat;
  readonly group: string;
  /** Who sits there: the substitute, or the seat's own delegate, who has its name. */
  readonly sitting: string;
  readonly here: boolean;
  readonly hall: boolean;
  readonly recused: RollLine['recused'];
  readonly suspended: boolean;
  readonly leaves: boolean;
}

export interface IdleProxy {
  readonly principal: string;
  readonly holder: string;
  readonly why:
    | 'principal_present'
    | 'holder_absent'
    | 'holder_suspended'
    | 'over_limit'
    | 'sub_delegation'
    | 'other_item'
    | 'late'
    | 'revoked';
}

/** The item under way: what a proxy may reach, and a recusal is from. */
const ITEM = 'item';

export function expand(roll: readonly RollLine[]): readonly SimulatedSeat[] {
  const seen = new Set<string>();
  const lines = roll.flatMap((line, index) => {
    const number = line.count ?? 1;
    const here = typeof line.present === 'number' ? line.present : line.present === false ? 0 : number;
    const hall = typeof line.hall === 'number' ? line.hall : line.hall ? here : 0;
    if (hall > here) throw new CaseError(`roll.${index}.hall`, `${hall} in the hall, but ${here} present`);
    return Array.from({ length: number }, (_, at): SimulatedSeat => {
      const seat = line.count === undefined ? line.id : `${line.id}-${at + 1}`;
      if (seen.size === seen.add(seat).size) throw new CaseError(`roll.${index}.id`, `the seat ${seat} is there twice`);
      const weight = line.weight === undefined ? null : weightOf(line.weight);
      return {
        seat: {
          id: seat,
          label: { en: seat },
          delegation: line.delegation ?? line.id,
          category: line.category ?? 'state',
          filled: line.filled ?? true,
          ...(weight === null ? {} : { weight }),
          ...(line.head && at === 0 ? { head: true } : {}),
        },
        group: line.id,
        sitting: line.substitute ?? seat,
        here: (line.filled ?? true) && at < here,
        hall: at < hall,
        recused: line.recused,
        suspended: line.suspended ?? false,
        leaves: line.leaves ?? false,
      };
    });
  });
  roll.forEach(({ substitute }, index) => {
    if (substitute === undefined) return;
    if (seen.size === seen.add(substitute).size)
      throw new CaseError(`roll.${index}.substitute`, `${substitute} has a seat of its own, or a name that is taken`);
  });
  return lines;
}

function sortProxies({ proxies }: SimulationCase, lines: readonly SimulatedSeat[], perHolder: number) {
  const bySeat = new Map(lines.map(line => [line.seat.id, line]));
  const idle: IdleProxy[] = [];
  const awake: VotingProxy[] = [];
  const held = new Map<string, number>();
  const given = new Set<string>();
  const principals = new Set(proxies?.given.map(one => one.principal));
  proxies?.given.forEach((one, index) => {
    const { principal, holder } = one;
    const path = `proxies.given.${index}`;
    for (const [field, seat] of Object.entries({ principal, holder }))
      if (!bySeat.has(seat)) throw new CaseError(`${path}.${field}`, `no seat ${seat} on the roll`);
    if (principal === holder) throw new CaseError(`${path}.holder`, 'a seat cannot stand for itself');
    const holding = bySeat.get(holder)!;
    const why = ((): IdleProxy['why'] | null => {
      if (one.revoked) return 'revoked';
      if (one.scope === 'other_item') return 'other_item';
      if (one.late && one.scope !== 'item') return 'late';
      if (given.has(principal)) throw new CaseError(`${path}.principal`, 'has given a proxy already');
      if (bySeat.get(principal)!.here) return 'principal_present';
      if (!holding.here) return principals.has(holder) ? 'sub_delegation' : 'holder_absent';
      if (holding.suspended) return 'holder_suspended';
      return (held.get(holder) ?? 0) >= perHolder ? 'over_limit' : null;
    })();
    if (why) {
      idle.push({ principal, holder, why });
      return;
    }
    given.add(principal);
    held.set(holder, (held.get(holder) ?? 0) + 1);
    awake.push({
      id: `p${index}`,
      principal,
      holder,
      item: one.scope === 'item' ? ITEM : null,
      after: null,
      instruction: one.instruction
        ? { kind: 'directed', choices: [{ item: ITEM, choice: one.instruction }] }
        : { kind: 'free' },
      proof: '',
      at: '',
      revokedAt: null,
    });
  });
  return { idle, awake };
}

/** The meeting when the vote opens, and when it closes: those who leave are gone then. */
export function meetingOf(given: SimulationCase, rules: Rules, lines: readonly SimulatedSeat[], statutory: number) {
  if (rules.representation?.substitutes === false)
    given.roll.forEach(({ substitute }, index) => {
      if (substitute !== undefined) throw new CaseError(`roll.${index}.substitute`, 'the rules know no substitutes');
    });
  const perHolder = given.proxies?.limit ?? rules.representation?.proxies?.perHolder ?? 1;
  const countForQuorum = given.proxies?.quorum ?? rules.representation?.proxies?.countForQuorum ?? false;
  const { idle, awake } = sortProxies(given, lines, perHolder);
  const person = (id: string, seat: string | null) =>
    ({ id, role: 'delegate', seat, label: { en: id }, mode: 'remote', nameHash: null }) as const;
  const prepared: PreparedSession = {
    council: { id: 'council', name: { en: 'Council' } },
    session: {
      id: 'simulated',
      number: 1,
      title: { en: 'Simulated' },
      form: 'hybrid',
      place: { en: '' },
      startsLocal: '',
      endsLocal: '',
      zone: 'UTC',
      sample: true,
    },
    rules: { ...rules, representation: { ...rules.representation, proxies: { perHolder, countForQuorum } } },
    statutorySeats: statutory,
    seats: lines.map(line => line.seat),
    participants: lines.flatMap(({ seat, sitting }) => [
      person(seat.id, seat.id),
      ...(sitting === seat.id ? [] : [person(sitting, null)]),
    ]),
    agenda: [],
  };
  const attendance = (here: (line: SimulatedSeat) => boolean): { [participant: string]: AttendanceRecord } =>
    Object.fromEntries(
      lines.map(line => [
        line.sitting,
        { here: here(line), mode: line.hall ? 'hall' : 'remote', lostAt: null, intervals: [], corrections: [] },
      ]),
    );
  const open: State = {
    ...INITIAL,
    session: { ...INITIAL.session, procedure: PROCEDURE },
    prepared,
    agenda: { items: [], current: ITEM },
    attendance: attendance(line => line.here),
    represent: {
      proxies: awake,
      substitutes: lines.flatMap(({ seat, sitting }) =>
        sitting === seat.id ? [] : [{ seat: seat.id, participant: sitting, from: '', to: null }],
      ),
      recusals: lines.flatMap(({ seat, recused }) =>
        recused ? [{ seat: seat.id, item: ITEM, mode: recused, at: '', withdrawnAt: null }] : [],
      ),
      suspensions: lines.flatMap(({ seat, suspended }) =>
        suspended ? [{ seat: seat.id, reason: 'decision' as const, from: '', to: null }] : [],
      ),
    },
  };
  return { open, attendanceAtClose: attendance(line => line.here && !line.leaves), idle };
}
