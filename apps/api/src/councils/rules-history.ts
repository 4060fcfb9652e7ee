/**
 * The rules of a council as they were saved, one version after another, with who saved them. A set that no council of this
 * size could ever go by is not taken.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RulesVersion } from '@kengesh/contracts';
import { type Rules, validateRules } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { refused } from '../problems/refused-error.js';

const withoutVersion = ({ version: _, ...rules }: Rules) => rules;

/** A version is a change of what the rules say; its number is counted here and not sent by a page. */
export const sameRules = (one: Rules, other: Rules): boolean =>
  isDeepStrictEqual(withoutVersion(one), withoutVersion(other));

/**
 * What is wrong with the rules in themselves, every statutory seat taken for filled: the roll is told at the desk, where it
 * may be incomplete yet.
 * @throws http.invalid {issues: [{path, message: code, params}]}, 422
 */
export function mustBeSound(rules: Rules, statutory: number): void {
  const issues = validateRules(rules, { statutory, filled: statutory })
    .filter(one => one.severity !== 'note')
    .map(({ path, code, params }) => ({ path: `rules.${path}`, message: code, params: { ...params } }));
  if (issues.length > 0) throw refused('http.invalid', { issues }, 422);
}

/** Under the lock of the council's row, or before anybody knows it. */
export async function keepVersion(
  manager: EntityManager,
  councilId: string,
  rules: Rules,
  accountId: string,
): Promise<void> {
  await manager.query(
    `insert into council_rules (council_id, version, rules, account_id, by, at)
      values ($1, $2, $3, $4, (select label from accounts where id = $4), date_trunc('milliseconds', clock_timestamp()))`,
    [councilId, rules.version, JSON.stringify(rules), accountId],
  );
}

/** Newest first. */
export async function versionsOf(manager: EntityManager, councilId: string): Promise<RulesVersion[]> {
  const rows = (await manager.query(
    'select version, at, by, rules from council_rules where council_id = $1 order by version desc',
    [councilId],
  )) as (Omit<RulesVersion, 'at'> & { at: Date })[];
  return rows.map(row => ({ ...row, at: row.at.toISOString() }));
}

/** The number after the last that was kept. */
export async function nextVersion(manager: EntityManager, councilId: string, current: Rules): Promise<number> {
  const [row] = (await manager.query('select max(version) as last from council_rules where council_id = $1', [
    councilId,
  ])) as { last: number | null }[];
  return Math.max(row?.last ?? 0, current.version ?? 1) + 1;
}
