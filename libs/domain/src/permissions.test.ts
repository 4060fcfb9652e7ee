// PERMISSIONS.md against the real rules, and against rules in which somebody has changed who may act.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyBureau, onlyParticipant, onlyPresiding, onlySecretary, onlySystem } from './define.js';
import { deviceActs } from './devices/acts.js';
import { acts, roleNow } from './index.js';
import {
  type ActRules,
  asked,
  IDENTITIES,
  type IdentityName,
  MOMENTS,
  momentsIn,
  refusalTo,
} from './permissions.suite.js';
import type { ActType } from './schemas.js';
import { participantOf } from './state.js';

const IDENTITY_NAMES = Object.keys(IDENTITIES) as IdentityName[];
/** What `decide` refuses for who asks; of what `authorize` refuses everything is. */
const NOT_THEIRS = [
  'voting.not_your_seat',
  'voting.tellers_only',
  'floor.not_yours',
  'floor.no_voice',
  'order.members_only',
  'interpretation.not_yours',
  'link.confirmers_only',
];

interface Row {
  readonly type: ActType;
  readonly situation: string;
  readonly allowed: Readonly<Record<IdentityName, string>>;
}

function readTable(): readonly Row[] {
  const lines = readFileSync(join(__dirname, '../PERMISSIONS.md'), 'utf8').split('\n');
  const rows: Row[] = [];
  let columns: readonly string[] = [];
  for (const line of lines) {
    const cells = line.split('|').slice(1, -1);
    const [head = '', situation = '', ...letters] = cells.map(cell => cell.trim());
    if (head === 'act') columns = letters;
    const type = /^`(.+)`$/.exec(head)?.[1];
    if (type === undefined) continue;
    expect(columns).toEqual(IDENTITY_NAMES);
    const allowed = Object.fromEntries(columns.map((name, index) => [name, letters[index] ?? '']));
    rows.push({ type: type as ActType, situation: situation.replace(/ \(B\)$/, '') || 'debate', allowed } as Row);
  }
  return rows;
}
const TABLE = readTable();

/** Where these rules answer anything but what the row says. */
async function differencesIn(rules: ActRules, { type, situation, allowed }: Row): Promise<readonly string[]> {
  const moments = await momentsIn(situation);
  const differences: string[] = [];
  for (const moment of MOMENTS) {
    // What is due by itself is never refused, only found to be done.
    const isPossible = IDENTITY_NAMES.some(name => name !== 'system' && allowed[name].includes(moment));
    for (const name of IDENTITY_NAMES) {
      const refusal = await refusalTo(rules, type, name, moments[moment]);
      const where = `${type} by ${name} at ${moment}`;
      if (allowed[name].includes(moment)) {
        if (refusal) differences.push(`${where}: in the table, refused with ${refusal.code}`);
      } else if (!refusal) differences.push(`${where}: not in the table, and done`);
      else if (isPossible && refusal.by === 'decide' && !NOT_THEIRS.includes(refusal.code))
        differences.push(`${where}: refused with ${refusal.code}, not for who it is`);
    }
  }
  return differences;
}
async function differences(rules: ActRules, only?: readonly ActType[]): Promise<readonly string[]> {
  const rows = TABLE.filter(({ type }) => !only || only.includes(type));
  return (await Promise.all(rows.map(row => differencesIn(rules, row)))).flat();
}

describe('PERMISSIONS.md', () => {
  test('has one row for every act', () => {
    expect(TABLE.map(({ type }) => type).sort()).toEqual(Object.keys(acts).sort());
    expect(Object.keys(asked).sort()).toEqual(Object.keys(acts).sort());
  });

  test('has only letters it explains, and of every act somebody who may ask it', () => {
    const letters = TABLE.flatMap(({ allowed }) => Object.values(allowed));
    const known = letters.every(cell => /^B?O?D?R?C?$/.test(cell));
    expect(known).toBe(true);
    const askedByNobody = TABLE.filter(({ allowed }) => Object.values(allowed).every(cell => cell === ''));
    expect(askedByNobody).toEqual([]);
  });

  test('says of every act what the rules answer to everyone at every moment', async () => {
    expect(await differences(acts)).toEqual([]);
    expect(TABLE.length * IDENTITY_NAMES.length * MOMENTS.length).toBeGreaterThan(6000);
  });
});

/** The same acts, with another answer to who may ask these. */
function mutated(authorize: unknown, ...types: readonly ActType[]): ActRules {
  const change = authorize as ActRules[ActType]['authorize'];
  return { ...acts, ...Object.fromEntries(types.map(type => [type, { ...acts[type], authorize: change }])) };
}
const everybody = () => null;
const nobody = () => ({ refused: 'may.nobody', params: {} });
const unguarded = (rules: object, ...types: readonly ActType[]): ActRules => ({
  ...acts,
  ...Object.fromEntries(types.map(type => [type, { ...acts[type], authorize: (rules as ActRules)[type].authorize }])),
});

describe('A rule of who may act that was changed is caught', () => {
  const wrong: readonly (readonly [what: string, rules: ActRules, type: ActType])[] = [
    ['a delegate closes a vote', mutated(onlyParticipant, 'voting.close'), 'voting.close'],
    ['the secretary opens a vote', mutated(onlyBureau, 'voting.open'), 'voting.open'],
    [
      'the chair by role, not whoever presides, gives the floor',
      mutated(
        (state: never, _act: never, actor: { id: string }) => (roleNow(state, actor.id) === 'chair' ? null : nobody()),
        'floor.give',
      ),
      'floor.give',
    ],
    [
      'whoever presides marks the hall as present',
      mutated(onlyPresiding, 'attendance.checkInAll'),
      'attendance.checkInAll',
    ],
    ['a participant says that a line is lost', mutated(onlyParticipant, 'attendance.lineLost'), 'attendance.lineLost'],
    ['a participant lets a device in', mutated(onlyParticipant, 'device.admit'), 'device.admit'],
    ['the secretary issues a link without the desk', mutated(onlySecretary, 'link.issue'), 'link.issue'],
    ['any member seconds for the seat of another', mutated(onlyParticipant, 'motion.second'), 'motion.second'],
    ['any member withdraws the motion of another', mutated(onlyParticipant, 'motion.withdraw'), 'motion.withdraw'],
    ['the mover may not withdraw', mutated(onlyBureau, 'motion.withdraw'), 'motion.withdraw'],
    ['any member recuses the seat of another', mutated(onlyParticipant, 'seat.recuse'), 'seat.recuse'],
    ['the deputy is no bureau', mutated(onlyPresiding, 'task.set'), 'task.set'],
    ['a device that only watches hands the vote over', unguarded(deviceActs, 'device.handOver'), 'device.handOver'],
    ['the page of somebody numbers decisions', mutated(onlyParticipant, 'decision.number'), 'decision.number'],
    ['the desk may not number decisions', mutated(onlySystem, 'decision.number'), 'decision.number'],
    [
      'whoever is on the roll as an observer signs a decision',
      mutated(
        (state: never, _act: never, actor: { id: string }) => (participantOf(state, actor.id) ? null : nobody()),
        'decision.sign',
      ),
      'decision.sign',
    ],
  ];
  test.each(wrong)('%s', async (_what, rules, type) => {
    expect(await differences(rules, [type])).not.toEqual([]);
  });

  /** Who may ask these is decided once more where they are decided, so that nothing is open. */
  const decidedToo: readonly ActType[] = [
    'interpretation.handOver',
    'interpretation.listenTo',
    'interpretation.signal',
    'link.confirm',
    'link.refuse',
  ];
  const types = TABLE.map(({ type }) => type);

  test('every act, when everybody may ask it', async () => {
    const missed: ActType[] = [];
    for (const type of types) if ((await differences(mutated(everybody, type), [type])).length === 0) missed.push(type);
    expect(missed).toEqual(decidedToo);
  });

  test('every act, when nobody may ask it', async () => {
    const missed: ActType[] = [];
    for (const type of types) if ((await differences(mutated(nobody, type), [type])).length === 0) missed.push(type);
    expect(missed).toEqual([]);
  });
});
