/** Tables `council_rules` and `rules_adoptions`: versions of a council's rules, and by which decisions they were adopted. */
import type { RulesAdoption, RulesVersion } from '@kengesh/contracts';
import type { Rules, Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

/** @param by whose label is kept as it is now; null where there is no such account */
export async function insertRules(
  manager: EntityManager,
  councilId: string,
  rules: Rules,
  by: { readonly id: string; readonly label: Wording | null },
): Promise<void> {
  await rowsOf(
    manager,
    `insert into council_rules (council_id, version, rules, account_id, by, at)
      values ($1, $2, $3, $4, $5, date_trunc('milliseconds', clock_timestamp()))`,
    [councilId, rules.version, JSON.stringify(rules), by.id, by.label && JSON.stringify(by.label)],
  );
}

/** Newest first. */
export const rulesOf = (
  manager: EntityManager,
  councilId: string,
): Promise<(Omit<RulesVersion, 'at' | 'adoptedBy'> & { readonly at: Date })[]> =>
  rowsOf(manager, 'select version, at, by, rules from council_rules where council_id = $1 order by version desc', [
    councilId,
  ]);

/** Councils whose first rules this account wrote: those it founded. */
export async function countFoundedBy(manager: EntityManager, accountId: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    manager,
    'select count(*)::integer as count from council_rules where version = 1 and account_id = $1',
    [accountId],
  );
  return row?.count ?? 0;
}

/** 0 where none was kept. */
export async function lastVersion(manager: EntityManager, councilId: string): Promise<number> {
  const [row] = await rowsOf<{ last: number | null }>(
    manager,
    'select max(version) as last from council_rules where council_id = $1',
    [councilId],
  );
  return row?.last ?? 0;
}

export async function hasVersion(manager: EntityManager, councilId: string, version: number): Promise<boolean> {
  const rows = await rowsOf(manager, 'select version from council_rules where council_id = $1 and version = $2', [
    councilId,
    version,
  ]);
  return rows.length > 0;
}

export interface Adoption extends RulesAdoption {
  readonly version: number;
}
/** Of each version the decision named last, the lowest version first. */
export const latestAdoptions = (manager: EntityManager, councilId: string): Promise<Adoption[]> =>
  rowsOf(
    manager,
    `select distinct on (version) version, session_id as "sessionId", decision from rules_adoptions
      where council_id = $1 order by version, id desc`,
    [councilId],
  );

export async function insertAdoption(
  manager: EntityManager,
  councilId: string,
  version: number,
  { sessionId, decision }: RulesAdoption,
  accountId: string,
): Promise<void> {
  await rowsOf(
    manager,
    'insert into rules_adoptions (council_id, version, session_id, decision, account_id) values ($1, $2, $3, $4, $5)',
    [councilId, version, sessionId, decision, accountId],
  );
}
