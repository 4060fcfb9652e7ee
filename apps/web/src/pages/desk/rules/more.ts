import {
  ADMISSIONS,
  CAMERAS,
  ELECTION_COUNTS,
  FURTHER_DEVICES,
  LANGUAGES,
  LINK_ONLY,
  PRESIDES_FROM,
  QUORUM_AT,
  type Rules,
  SEEN_BY_SECRETARY,
  SPEAKERS_MODES,
} from '@kengesh/domain';
import { wholeNumber } from '../form-errors.js';
import type { Texts } from '../wording-pair.js';

// Settings that rules may leave unsaid. A table of them, so that each has its field, its default and its line in a history.

export interface Setting {
  /** Where it stands in the rules; its phrases are `desk.more.<path>`. */
  readonly path: string;
  readonly kind: 'number' | 'yesno' | 'choice' | 'majority' | 'languages' | 'wording';
  readonly values?: readonly (string | number)[];
  /** What its absence means; null: no limit, or the product's default; `WORDS`: told by the phrase `desk.more.<path>.usual`. */
  readonly usual: string | null;
}
export const WORDS = 'words';
export const GROUPS = ['quorum', 'debate', 'representation', 'ballots', 'decisions', 'elections', 'video'] as const;

const number = (path: string, usual: number | typeof WORDS | null): Setting => ({
  path,
  kind: 'number',
  usual: usual === null ? null : String(usual),
});
const yesno = (path: string, usual: boolean): Setting => ({ path, kind: 'yesno', usual: usual ? 'yes' : 'no' });
const choice = (path: string, values: readonly (string | number)[], usual: string | number): Setting => ({
  path,
  kind: 'choice',
  values,
  usual: String(usual),
});

export const SETTINGS: { readonly [group in (typeof GROUPS)[number]]: readonly Setting[] } = {
  quorum: [choice('quorumAt', QUORUM_AT, 'open'), number('quorumGrace', 30), yesno('debateWithoutQuorum', true)],
  debate: [
    choice('debate.motionsBy', ['bureau', 'seats'], 'bureau'),
    number('debate.secondsRequired', 0),
    choice('debate.speakers', SPEAKERS_MODES, 'fifo'),
    number('debate.limits.seconds', null),
    number('debate.limits.speeches', null),
    number('debate.limits.total', null),
    number('debate.replies', 2),
    number('debate.replySeconds', 180),
    number('debate.reconnectGrace', 60),
  ],
  representation: [
    number('representation.proxies.perHolder', 1),
    yesno('representation.proxies.countForQuorum', false),
    yesno('representation.substitutes', true),
    choice('representation.recusal', ['excluded', 'present'], 'excluded'),
    yesno('representation.recusedMaySpeak', false),
  ],
  ballots: [
    yesno('ballots.changeAllowed', false),
    yesno('ballots.assisted', true),
    number('ballots.consensusExcept', 0),
    number('ballots.writtenLeastMinutes', WORDS),
    number('ballots.secretLeast', WORDS),
    yesno('ballots.mayCastAfterLeaving', true),
    number('ballots.silence.least', WORDS),
    { path: 'ballots.silence.citation', kind: 'wording', usual: null },
  ],
  decisions: [
    yesno('tieOverridesBase', true),
    yesno('chairAsked', false),
    { path: 'debate.procedureMajority', kind: 'majority', usual: null },
    { path: 'debate.reconsiderMajority', kind: 'majority', usual: null },
  ],
  // Not said, each method counts as it did before there was a rule.
  elections: [
    choice('elections.count', ELECTION_COUNTS, 'byMethod'),
    choice('offices.presidesFrom', PRESIDES_FROM, 'never'),
  ],
  video: [
    choice('furtherDevice', FURTHER_DEVICES, 'all'),
    choice('video.admission', ADMISSIONS, 'everyone'),
    choice('video.identity', [LINK_ONLY, SEEN_BY_SECRETARY], LINK_ONLY),
    choice('video.camera', CAMERAS, 'floor'),
    { path: 'video.languages', kind: 'languages', usual: null },
    { path: 'video.consent', kind: 'wording', usual: null },
  ],
};
export const ALL_SETTINGS = GROUPS.flatMap(group => SETTINGS[group]);

/** By path, as typed; what is absent or empty is not said. Languages stand one after another; of a wording each has its path. */
export type TypedMore = { readonly [path: string]: string };

const pathsOf = ({ path, kind }: Setting): readonly string[] =>
  kind === 'wording' ? LANGUAGES.map(language => `${path}.${language}`) : [path];

export const isSaid = (more: TypedMore, setting: Setting): boolean => pathsOf(setting).some(path => more[path]);

export const languagesOf = (typed: string): readonly string[] => typed.split(' ').filter(Boolean);

/** The wording that stands at this path. */
export const textsOf = (more: TypedMore, path: string): Texts =>
  Object.fromEntries(LANGUAGES.flatMap(one => (more[`${path}.${one}`] ? [[one, more[`${path}.${one}`]]] : [])));

/** The same with this wording there. */
export const withTexts = (more: TypedMore, path: string, texts: Texts): TypedMore => ({
  ...more,
  ...Object.fromEntries(LANGUAGES.map(one => [`${path}.${one}`, texts[one] ?? ''])),
});

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function at(rules: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((tree, key) => (isTree(tree) ? tree[key] : undefined), rules);
}

/** What a council that writes its rules now is offered for settings that older rules are silent on. */
export const NEW_MORE: TypedMore = {
  'elections.count': 'seats',
  'offices.presidesFrom': 'next_session',
  furtherDevice: 'link',
  'ballots.writtenLeastMinutes': '60',
  'ballots.secretLeast': '3',
  'ballots.mayCastAfterLeaving': 'no',
};

export function typedMore(rules: Partial<Rules>): TypedMore {
  const typed = ALL_SETTINGS.flatMap(pathsOf).map(path => [path, typedValue(at(rules, path))]);
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}
function typedValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}

/** The rules with these settings in them, and without those that are not said. */
export function moreOf(rules: Partial<Rules>, more: TypedMore): Partial<Rules> {
  const whole = structuredClone(rules) as Tree;
  for (const setting of ALL_SETTINGS)
    for (const path of pathsOf(setting)) {
      const typed = more[path]?.trim() ?? '';
      put(whole, path.split('.'), typed === '' ? undefined : readBack(setting, typed));
    }
  // Of proxies both is said or nothing.
  const proxies = at(whole, 'representation.proxies');
  if (isTree(proxies)) put(whole, ['representation', 'proxies'], { perHolder: 1, countForQuorum: false, ...proxies });
  return whole as Partial<Rules>;
}

function readBack({ kind, values }: Setting, typed: string): unknown {
  switch (kind) {
    case 'number':
      return wholeNumber(typed);
    case 'yesno':
      return typed === 'yes';
    case 'choice':
      return values?.find(one => String(one) === typed) ?? typed;
    case 'languages':
      return languagesOf(typed);
    default:
      return typed;
  }
}

function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    const inner: Tree = isTree(tree[key]) ? tree[key] : {};
    put(inner, rest, value);
    if (Object.keys(inner).length > 0) tree[key] = inner;
    else delete tree[key];
  } else if (value === undefined) delete tree[key];
  else tree[key] = value;
}
