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

export const accountsOf = (manager: EntityManager, councilId: string): Promise<CouncilAccountRow[]> =>
  rowsOf(
    manager,
    `select a.id as account, a.email, a.label, m.role, m.created_at as since,
        a.password_hash is not null as "hasPassword", a.disabled_at is not null as disabled
      from memberships m join accounts a on a.id = m.account_id where m.council_id = $1 order by m.created_at, a.id`,
    [councilId],
  );
