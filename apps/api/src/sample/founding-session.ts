/**
 * The founding session of 28 April 2023 as a script: what was asked, by whom, at which second. Held again by the engine it
 * gives the same journal for ever, which is why its ids and times are fixed and a word of it is never changed.
 */
import { createHash } from 'node:crypto';
import { type Act, PROCEDURE, type PreparedSession } from '@kengesh/domain';
import type { Actor, Command } from '@kengesh/journal';
import { createOpener } from '../sealing/sealing.js';
import { item, MOTIONS, TASKS, TITLE } from './founding-texts.js';
import { COUNCIL, FOUNDING_ID, PLACE, SEATS, seatOf } from './sample-council.js';

export interface Step extends Command {
  /** The engine's clock at this step. */
  readonly at: string;
  /** The key that is given with it, for the vote that it counts. */
  readonly privateKey?: string;
}
export interface FoundingSession {
  readonly prepared: PreparedSession;
  readonly steps: readonly Step[];
}

/** Participant of a seat: `p_founding_kg_state`. */
export const founder = (key: string): string => `p_founding_${key}`;

/**
 * The key of its secret votes. Of sample data alone, so that the journal is the same for ever: what it opens is gone with the
 * count, and whoever reads this may open it.
 */
const privateKey = createHash('sha256').update('founding session (sample data)').digest('base64url');
const { publicKey } = createOpener(privateKey, '');

export const FOUNDING_TIMES = { startsLocal: '2023-04-28T10:00', endsLocal: '2023-04-28T17:00' } as const;

/** As that session's journal has them: it says nothing of elections that act. */
const { offices: _since, furtherDevice: _later, ...RULES_THEN } = COUNCIL.rules;

export const foundingPrepared = (): PreparedSession => ({
  council: { id: COUNCIL.id, name: COUNCIL.name },
  session: {
    id: FOUNDING_ID,
    number: 1,
    title: TITLE,
    form: 'hybrid',
    place: PLACE,
    ...FOUNDING_TIMES,
    zone: COUNCIL.zone,
    sample: true,
  },
  rules: RULES_THEN,
  statutorySeats: COUNCIL.statutorySeats,
  seats: SEATS.filter(seat => seat.votes).map(({ id, label, delegation, category }) => ({
    id,
    label,
    delegation,
    category,
    filled: true,
  })),
  participants: SEATS.map(({ key, id, role, votes, label, mode }) => ({
    id: founder(key),
    role,
    seat: votes ? id : null,
    label,
    mode,
    nameHash: null,
  })),
  agenda: item.all.map(({ id, title, rapporteur }) => ({ id, title, rapporteur: seatOf(rapporteur).id })),
});

/** Bishkek is at +06. */
function instant(local: string, day = '2023-04-28'): string {
  const [hour = '', minute = '', second = '00'] = local.split(':');
  return new Date(Date.parse(`${day}T${hour}:${minute}:${second}.000+06:00`)).toISOString();
}

const inHall = ['kg_ngo', 'kg_expert', 'ru_state', 'ru_ngo', 'am_expert', 'kz_state', 'kz_ngo', 'uz_state'];
const afar = ['ru_expert', 'am_state', 'am_ngo', 'uz_expert'];
/** Without a device at hand: the secretary enters their raised hands. */
const byHand = ['am_expert', 'kz_ngo'];
const chair = 'kg_state';
const deputy = 'ru_ngo';
const everybody = [chair, ...inHall, ...afar];
const HOLDERS = [{ participant: founder(chair) }, { participant: founder(deputy) }];

/** Writes the script down, and counts the entries each act makes: ids of motions, votes and decisions are made of them. */
class Script {
  readonly steps: Step[] = [];
  private seq = 0;

  /** @param keyed secret votes are opened with a key, and counted with it */
  constructor(private readonly keyed: boolean) {}

  /** @returns seq of the first entry it makes */
  ask(at: string, who: Actor, act: Act, makes = 1, command?: string, more: Partial<Step> = {}): number {
    const number = String(this.steps.length + 1).padStart(3, '0');
    this.steps.push({
      at,
      actor: who,
      id: command ?? `founding-${number}`,
      act: act as unknown as Command['act'],
      ...more,
    });
    const first = this.seq + 1;
    this.seq += makes;
    return first;
  }
  by(key: string, at: string, act: Act, makes = 1): number {
    return this.ask(instant(at), { id: founder(key), kind: 'participant' }, act, makes);
  }
  line(at: string, act: Act, command: string): void {
    this.ask(instant(at), { id: 'system', kind: 'system' }, act, 1, command);
  }

  take(at: string, id: string, after: boolean): void {
    this.by(chair, at, { type: 'agenda.take', item: id }, after ? 2 : 1);
  }
  /** Asks for the floor, is given it, and yields it: three entries, each at its second. */
  speech(key: string, asked: string, given: string, yielded: string, presiding = chair): void {
    if (byHand.includes(key)) this.by('secretary', asked, { type: 'floor.enter', participant: founder(key) });
    else this.by(key, asked, { type: 'floor.ask' });
    this.by(presiding, given, { type: 'floor.give', participant: founder(key), seconds: null });
    if (byHand.includes(key)) this.by(presiding, yielded, { type: 'floor.end' });
    else this.by(key, yielded, { type: 'floor.yield' });
  }
  motion(at: string, motion: (typeof MOTIONS)[keyof typeof MOTIONS]): string {
    const { item: of, text, mover } = motion;
    const act = { type: 'motion.submit', item: of, text, mover: mover === null ? null : seatOf(mover).id } as const;
    return `m${this.by('secretary', at, act)}`;
  }
  /** A named vote from opening to close; ballots come a few seconds apart. @returns the decision's id */
  named(
    opened: string,
    closed: string,
    motion: string,
    majority: string,
    ballots: readonly (readonly [string, string])[],
    adopted: boolean,
  ): string {
    const open = { type: 'voting.open', motion, method: 'named', majority, closesInSeconds: null } as const;
    const voting = `v${this.by(chair, opened, open, 2)}`;
    let at = Date.parse(instant(opened));
    for (const [key, choice] of ballots) {
      at += 4000;
      const hand = byHand.includes(key);
      const type = hand ? 'voting.enter' : 'voting.cast';
      const actor: Actor = { id: founder(hand ? 'secretary' : key), kind: 'participant' };
      this.ask(new Date(at).toISOString(), actor, { type, voting, seat: seatOf(key).id, choice });
    }
    const close = this.by(chair, closed, { type: 'voting.close', voting }, adopted ? 3 : 2);
    return `d${close}`;
  }
  /** A secret election; its ballots leave no entry. @returns the vote's id */
  secret(
    opened: string,
    closed: string,
    presiding: string,
    open: Act,
    choices: readonly (readonly [string, readonly string[]])[],
    elected: boolean,
  ): string {
    const key = this.keyed ? { key: publicKey, holders: HOLDERS } : {};
    const voting = `v${this.by(presiding, opened, { ...open, ...key } as Act)}`;
    let at = Date.parse(instant(opened));
    for (const [choice, keys] of choices)
      for (const key of keys) {
        at += 5000;
        const actor: Actor = { id: founder(key), kind: 'participant' };
        this.ask(new Date(at).toISOString(), actor, { type: 'voting.cast', voting, seat: seatOf(key).id, choice }, 0);
      }
    const makes = elected ? 2 : 1;
    this.by(presiding, closed, { type: 'voting.close', voting }, this.keyed ? 1 : makes);
    const who: Actor = { id: founder(presiding), kind: 'participant' };
    if (this.keyed) this.ask(instant(closed), who, { type: 'voting.count', voting }, makes, undefined, { privateKey });
    return voting;
  }
}

const all = (choice: string, except: { readonly [key: string]: string } = {}, keys: readonly string[] = everybody) =>
  keys.map(key => [key, except[key] ?? choice] as const);

/** @param procedure that of the journal that it makes: before the fourth, secret votes had no key */
export function foundingSession(procedure = PROCEDURE): FoundingSession {
  const prepared = foundingPrepared();
  const script = new Script(procedure >= 4);
  script.ask(
    instant('15:20', '2023-04-27'),
    { id: 'desk', kind: 'desk' },
    { type: 'session.prepare', session: prepared },
  );
  arrive(script);
  script.by(chair, '10:02:10', { type: 'session.open' });
  openingAndAgenda(script);
  aims(script);
  organisation(script);
  leadership(script);
  directions(script);
  // The item, everybody who is still there, the close.
  script.by(chair, '16:41:30', { type: 'session.close' }, 1 + everybody.length + 4 + 1);
  return { prepared, steps: script.steps };
}

/** Thirteen of fifteen seats come, with the secretary, both observers and the interpreter. */
function arrive(script: Script): void {
  script.by('secretary', '09:31:05', { type: 'attendance.join', mode: 'hall' });
  const at = Date.parse(instant('09:38:00'));
  for (const [index, key] of [...inHall, chair, 'observer_io', 'interpreter'].entries()) {
    const actor: Actor = { id: founder('secretary'), kind: 'participant' };
    const act = { type: 'attendance.checkIn', participant: founder(key) } as const;
    script.ask(new Date(at + index * 95_000).toISOString(), actor, act);
  }
  for (const [index, key] of [...afar, 'observer_tj'].entries())
    script.by(key, `09:56:${String(4 + index * 11).padStart(2, '0')}`, { type: 'attendance.join', mode: 'remote' });
}

function openingAndAgenda(script: Script): void {
  script.take('10:03:00', item.opening.id, false);
  const motion = script.motion('10:06:30', MOTIONS.agenda);
  script.named('10:08:00', '10:09:20', motion, 'simple', all('yes'), true);
}

function aims(script: Script): void {
  script.take('10:11:00', item.aims.id, true);
  script.speech('kg_expert', '10:11:40', '10:12:00', '10:16:35');
  script.speech('am_ngo', '10:17:00', '10:17:20', '10:21:05');
  // A line that is lost for twenty-five seconds is bridged (PROC-12).
  script.line('10:24:10', { type: 'attendance.lineLost', participant: founder('ru_expert') }, 'lost:1');
  script.line('10:24:35', { type: 'attendance.lineBack', participant: founder('ru_expert') }, 'back:1');
  script.speech('ru_expert', '10:25:00', '10:25:20', '10:29:40');
  script.speech('am_expert', '10:31:00', '10:31:15', '10:34:50');
  const motion = script.motion('10:52:00', MOTIONS.aims);
  script.named('10:58:00', '10:59:40', motion, 'absolute', all('yes', { kz_ngo: 'abstain' }), true);
}

function organisation(script: Script): void {
  script.take('11:02:00', item.organisation.id, true);
  script.speech('uz_state', '11:02:40', '11:03:00', '11:07:20');
  const sessions = script.motion('11:20:00', MOTIONS.sessions);
  script.named('11:24:00', '11:25:30', sessions, 'present', all('yes', { ru_state: 'no', am_expert: 'abstain' }), true);
  script.speech('kz_state', '11:31:00', '11:31:20', '11:35:10');
  const inPerson = script.motion('11:40:00', MOTIONS.inPerson);
  // Over a minute: the seat left when the line was lost, and comes back as an arrival; meanwhile twelve are entitled.
  const gone = founder('uz_expert');
  const lostAt = instant('11:48:20');
  script.line('11:48:20', { type: 'attendance.lineLost', participant: gone }, 'lost:2');
  script.line('11:49:20', { type: 'attendance.graceEnd', participant: gone, lostAt }, `grace:${gone}:${lostAt}`);
  const twelve = everybody.filter(key => key !== 'uz_expert');
  const inFavour = { kz_state: 'yes', kz_ngo: 'yes', uz_state: 'yes', ru_state: 'yes' };
  script.named('11:50:00', '11:51:10', inPerson, 'simple', all('no', inFavour, twelve), false);
  script.by('uz_expert', '11:51:45', { type: 'attendance.join', mode: 'remote' });
  script.by(chair, '12:10:00', { type: 'session.recess', minutes: 80 });
  script.by(chair, '13:30:15', { type: 'session.resume' });
}

/** The chair stands for election and hands the presiding over meanwhile. First a tie, then a run-off. */
function leadership(script: Script): void {
  script.take('13:31:00', item.leadership.id, true);
  script.speech('kg_ngo', '13:32:00', '13:32:15', '13:35:30');
  script.by(chair, '13:38:00', { type: 'session.preside', participant: founder(deputy) });
  const candidates = (...keys: string[]) => keys.map(key => ({ label: seatOf(key).label, seat: seatOf(key).id }));
  const election = {
    type: 'voting.openElection',
    office: { id: 'chair', title: { ru: 'Председатель Совета', en: 'Chair of the Council' } },
    candidates: candidates(chair, 'kz_state'),
    method: 'secret',
    closesInSeconds: null,
  } as const;
  const tied = script.secret(
    '13:40:00',
    '13:43:00',
    deputy,
    election,
    [
      ['c1', ['kg_state', 'kg_ngo', 'kg_expert', 'ru_state', 'am_ngo', 'am_state']],
      ['c2', ['kz_state', 'kz_ngo', 'uz_state', 'uz_expert', 'am_expert', 'ru_expert']],
      ['abstain', ['ru_ngo']],
    ],
    false,
  );
  script.secret(
    '13:46:00',
    '13:49:00',
    deputy,
    { type: 'voting.openRunoff', voting: tied, closesInSeconds: null },
    [
      ['c1', ['kg_state', 'kg_ngo', 'kg_expert', 'ru_state', 'am_ngo', 'am_state', 'ru_ngo', 'uz_state']],
      ['c2', ['kz_state', 'kz_ngo', 'uz_expert', 'am_expert', 'ru_expert']],
    ],
    true,
  );
  script.by(chair, '13:50:30', { type: 'session.preside', participant: founder(chair) });
  script.secret(
    '13:56:00',
    '13:59:00',
    chair,
    {
      ...election,
      office: { id: 'deputy', title: { ru: 'Заместитель председателя Совета', en: 'Deputy chair of the Council' } },
      candidates: candidates(deputy, 'am_expert'),
    },
    [
      ['c1', ['kg_state', 'kg_ngo', 'kg_expert', 'ru_state', 'ru_ngo', 'ru_expert', 'uz_state', 'kz_state', 'am_ngo']],
      ['c2', ['am_expert', 'am_state', 'uz_expert']],
      ['against_all', ['kz_ngo']],
    ],
    true,
  );
}

function directions(script: Script): void {
  script.take('14:02:00', item.directions.id, true);
  script.speech('ru_ngo', '14:02:30', '14:02:50', '14:07:10');
  script.speech('am_state', '14:08:00', '14:08:20', '14:12:05');
  script.speech('uz_expert', '14:13:00', '14:13:15', '14:16:30');
  script.speech('kz_ngo', '14:18:00', '14:18:10', '14:22:00');
  const motion = script.motion('15:40:00', MOTIONS.directions);
  const decision = script.named('15:48:00', '15:50:00', motion, 'twoThirds', all('yes', { kz_ngo: 'no' }), true);
  for (const [index, { text, responsible, due }] of TASKS.entries()) {
    const act = { type: 'task.set', decision, text, responsible: seatOf(responsible).id, due } as const;
    script.by('secretary', `16:${String(5 + index * 4).padStart(2, '0')}:00`, act);
  }
}
