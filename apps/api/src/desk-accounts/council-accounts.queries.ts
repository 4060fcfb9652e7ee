import type { DeskRole } from '@kengesh/contracts';
import type { Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

export interface CouncilAccountRow {
  readonly account: string;
  readonly email: string;
  readonly label: Wording;
  readonly role: DeskRole;
  readonly since: Date;
  readonly hasPassword: boolean;
  readonly disabled: boolean;
}

export interface AccountStanding {
  readonly email: string;
  /** May found councils: an administrator of this installation. */
  readonly mayFound: boolean;
  readonly disabled: boolean;
  /** In how many other councils it has a role. */
  readonly elsewhere: number;
  /** Councils of which it is the only secretary who is not disabled. */
  readonly leadsAlone: number;
  /** Other administrators who are not disabled. */
  readonly otherAdministrators: number;
}
export async function standingOf(
  manager: EntityManager,
  account: string,
  councilId: string,
): Promise<AccountStanding | undefined> {
  const [row] = await rowsOf<AccountStanding>(
    manager,
    `select a.email, a.may_found as "mayFound", a.disabled_at is not null as disabled,
        (select count(*) from memberships m where m.account_id = a.id and m.council_id <> $2)::int as elsewhere,
        (select count(*) from memberships m where m.account_id = a.id and m.role = 'secretary' and not exists (
          select 1 from memberships o join accounts b on b.id = o.account_id
            where o.council_id = m.council_id and o.role = 'secretary' and o.account_id <> a.id
              and b.disabled_at is null))::int as "leadsAlone",
        (select count(*) from accounts b where b.may_found and b.disabled_at is null and b.id <> a.id)::int
          as "otherAdministrators"
      from accounts a where a.id = $1`,
    [account, councilId],
  );
  return row;
}

export const accountsOf = (manager: EntityManager, councilId: string): Promise<CouncilAccountRow[]> =>
  rowsOf(
    manager,
    `select a.id as account, a.email, a.label, m.role, m.created_at as since,
        a.password_hash is not null as "hasPassword", a.disabled_at is not null as disabled
      from memberships m join accounts a on a.id = m.account_id where m.council_id = $1 order by m.created_at, a.id`,
    [councilId],
  );
