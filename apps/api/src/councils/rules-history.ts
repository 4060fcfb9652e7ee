/**
 * The rules of a council as they were saved, one version after another, with who saved them. A set that no council of this
 * size could ever go by is not taken.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RulesAdoption, RulesVersion } from '@kengesh/contracts';
import { type Rules, validateRules } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { refused } from '../problems/refused-error.js';
import { decisionStands, decisionsCited } from '../repositories/decisions.queries.js';
import { hasVersion, insertAdoption, latestAdoptions, rulesOf } from './rules.repository.js';

const withoutVersion = ({ version: _, ...rules }: Rules) => rules;

/** A version is a change of what the rules say; its number is counted here and not sent by a page. */
export const sameRules = (one: Rules, other: Rules): boolean =>
  isDeepStrictEqual(withoutVersion(one), withoutVersion(other));

/**
 * What is wrong with the rules in themselves, every statutory seat taken for filled: the roll is told at the desk, where it
 * may be incomplete yet.
 * @throws http.invalid {issues: [{path, message: code, params}]}, 422
 */
export function assertRulesSatisfiable(rules: Rules, statutory: number): void {
  const issues = validateRules(rules, { statutory, filled: statutory })
    .filter(one => one.severity !== 'note')
    .map(({ path, code, params }) => ({ path: `rules.${path}`, message: code, params: { ...params } }));
  if (issues.length > 0) throw refused('http.invalid', { issues }, 422);
}

/** Newest first. */
export async function rulesVersions(manager: EntityManager, councilId: string): Promise<RulesVersion[]> {
  const rows = await rulesOf(manager, councilId);
  const adoptions = await latestAdoptions(manager, councilId);
  const decisions = await decisionsCited(manager, adoptions);
  const adoptedBy = new Map(
    adoptions.flatMap(({ version, sessionId, decision }) => {
      const found = decisions.find(each => each.sessionId === sessionId && each.decision === decision);
      return found ? [[version, found] as const] : [];
    }),
  );
  return rows.map(({ at, ...row }) => {
    const by = adoptedBy.get(row.version);
    return { ...row, at: at.toISOString(), ...(by ? { adoptedBy: by } : {}) };
  });
}

/**
 * Says by which decision a version was adopted; said again, the last one holds.
 * @throws rules.unknown_version (404); rules.unknown_decision where the council has no such decision, or has taken it up again
 */
export async function linkAdoption(
  manager: EntityManager,
  councilId: string,
  version: number,
  by: RulesAdoption,
  accountId: string,
): Promise<void> {
  if (!(await hasVersion(manager, councilId, version))) throw refused('rules.unknown_version', { version });
  if (!(await decisionStands(manager, councilId, by))) throw refused('rules.unknown_decision');
  await insertAdoption(manager, councilId, version, by, accountId);
}
