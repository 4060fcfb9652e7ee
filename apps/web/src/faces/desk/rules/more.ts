import { QUORUM_AT, type Rules, SPEAKERS_MODES, wholeRules } from '@kengesh/domain';
import { wholeNumber } from '../form.js';

// Settings that rules may leave unsaid. A table of them, so that each has its field, its default and its line in a history.

export interface Setting {
  /** Where it stands in the rules; its phrases are `desk.more.<path>`. */
  readonly path: string;
  readonly kind: 'number' | 'yesno' | 'choice' | 'majority';
  readonly values?: readonly string[];
  /** What its absence means; null: no limit, or as the house does. */
  readonly usual: string | null;
}
export const GROUPS = ['quorum', 'debate', 'representation', 'ballots', 'decisions'] as const;

const number = (path: string, usual: number | null): Setting => ({
  path,
  kind: 'number',
  usual: usual === null ? null : String(usual),
});
const yesno = (path: string, usual: boolean): Setting => ({ path, kind: 'yesno', usual: usual ? 'yes' : 'no' });
const choice = (path: string, values: readonly string[], usual: string): Setting => ({
  path,
  kind: 'choice',
  values,
  usual,
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
  ],
  decisions: [
    yesno('tieOverridesBase', true),
    yesno('chairAsked', false),
    { path: 'debate.procedureMajority', kind: 'majority', usual: null },
    { path: 'debate.reconsiderMajority', kind: 'majority', usual: null },
  ],
};
export const ALL_SETTINGS = GROUPS.flatMap(group => SETTINGS[group]);

/** By path, as typed; what is absent or empty is not said. */
export type TypedMore = { readonly [path: string]: string };

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

function at(rules: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((tree, key) => (isTree(tree) ? tree[key] : undefined), rules);
}

export function typedMore(rules: Partial<Rules>): TypedMore {
  const typed = ALL_SETTINGS.map(({ path }) => {
    const value = at(rules, path);
    return [path, value === true ? 'yes' : value === false ? 'no' : value === undefined ? '' : String(value)];
  });
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}

/** The rules with these settings in them, and without those that are not said. */
export function moreOf(rules: Partial<Rules>, more: TypedMore): Partial<Rules> {
  const whole = structuredClone(rules) as Tree;
  for (const { path, kind } of ALL_SETTINGS) {
    const typed = more[path]?.trim() ?? '';
    const value = kind === 'number' ? wholeNumber(typed) : kind === 'yesno' ? typed === 'yes' : typed;
    put(whole, path.split('.'), typed === '' ? undefined : value);
  }
  // Of proxies both is said or nothing.
  const proxies = at(whole, 'representation.proxies');
  if (isTree(proxies)) put(whole, ['representation', 'proxies'], { perHolder: 1, countForQuorum: false, ...proxies });
  return whole as Partial<Rules>;
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

/** The setting as it holds, said or not. */
export function settingOf(rules: Rules, { path, usual }: Setting): string | null {
  const said = typedMore(rules)[path];
  if (said !== undefined) return said;
  const whole = at(wholeRules(rules), path);
  return typeof whole === 'boolean' ? (whole ? 'yes' : 'no') : whole === undefined ? usual : String(whole);
}
