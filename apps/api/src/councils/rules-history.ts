/**
 * The rules of a council as they were saved, one version after another, with who saved them. A set that no council of this
 * size could ever go by is not taken.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RulesAdoption, RulesVersion } from '@kengesh/contracts';
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
export function assertRulesSatisfiable(rules: Rules, statutory: number): void {
  const issues = validateRules(rules, { statutory, filled: statutory })
    .filter(one => one.severity !== 'note')
    .map(({ path, code, params }) => ({ path: `rules.${path}`, message: code, params: { ...params } }));
  if (issues.length > 0) throw refused('http.invalid', { issues }, 422);
}

/** Under the lock of the council's row, or before anybody knows it. */
export async function saveRulesVersion(
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
    `select r.version, r.at, r.by, r.rules, a.adopted_by as "adoptedBy" from council_rules r
      left join lateral (
        select jsonb_build_object('sessionId', d.session_id, 'sessionNumber', s.number, 'decision', d.decision,
            'text', d.text, 'label', n.label) as adopted_by
          from rules_adoptions l
          join decisions d on d.session_id = l.session_id and d.decision = l.decision
          join sessions s on s.id = d.session_id
          left join decision_numbers n on n.session_id = d.session_id and n.decision = d.decision
          where l.council_id = r.council_id and l.version = r.version order by l.id desc limit 1
      ) a on true
      where r.council_id = $1 order by r.version desc`,
    [councilId],
  )) as (Omit<RulesVersion, 'at' | 'adoptedBy'> & { at: Date; adoptedBy: RulesVersion['adoptedBy'] | null })[];
  return rows.map(({ adoptedBy, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    ...(adoptedBy ? { adoptedBy } : {}),
  }));
}

/**
 * Says by which decision a version was adopted; said again, the last one holds.
 * @throws rules.unknown_version (404); rules.unknown_decision where the council has no such decision, or has taken it up again
 */
export async function linkAdoption(
  manager: EntityManager,
  councilId: string,
  version: number,
  { sessionId, decision }: RulesAdoption,
  accountId: string,
): Promise<void> {
  const [known] = await manager.query('select 1 from council_rules where council_id = $1 and version = $2', [
    councilId,
    version,
  ]);
  if (!known) throw refused('rules.unknown_version', { version }, 404);
  const [found] = await manager.query(
    `select 1 from decisions d where d.council_id = $1 and d.session_id = $2 and d.decision = $3
      and not exists (select from motions_reconsidered again
        where again.session_id = d.session_id and again.motion = d.motion and again.seq > d.seq)`,
    [councilId, sessionId, decision],
  );
  if (!found) throw refused('rules.unknown_decision');
  await manager.query(
    `insert into rules_adoptions (council_id, version, session_id, decision, account_id) values ($1, $2, $3, $4, $5)`,
    [councilId, version, sessionId, decision, accountId],
  );
}

/** The number after the last that was kept. */
export async function nextVersion(manager: EntityManager, councilId: string, current: Rules): Promise<number> {
  const [row] = (await manager.query('select max(version) as last from council_rules where council_id = $1', [
    councilId,
  ])) as { last: number | null }[];
  return Math.max(row?.last ?? 0, current.version ?? 1) + 1;
}
