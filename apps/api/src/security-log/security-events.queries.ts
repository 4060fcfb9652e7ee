/** Table `security_events`: lines are added as sets, and forget their address and device after thirty days. */
import type { Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import type { SecurityLine } from './security-events.js';

export async function insertSecurityLines(manager: EntityManager, lines: readonly SecurityLine[]): Promise<void> {
  await rowsOf(
    manager,
    `insert into security_events
        (at, event, actor, subject, council_id, session_id, address, user_agent, details)
      select at, event, actor, subject, "councilId", "sessionId", address, "userAgent", details
        from jsonb_to_recordset($1::jsonb) as line (at timestamptz, event text, actor text, subject text,
          "councilId" uuid, "sessionId" uuid, address text, "userAgent" text, details jsonb)`,
    [JSON.stringify(lines)],
  );
}

/** SEC-12. */
export async function forgetOldAddresses(manager: EntityManager): Promise<void> {
  await rowsOf(
    manager,
    `update security_events set address = null, user_agent = null
      where at < now() - interval '30 days' and (address is not null or user_agent is not null)`,
  );
}

export interface SecurityRow extends Omit<SecurityLine, 'at'> {
  readonly id: string;
  readonly at: Date;
  readonly actorLabel: Wording | null;
  readonly subjectLabel: Wording | null;
}

/**
 * What concerns a council: its own lines, those of the accounts that belong to it, and those of the whole installation that
 * are about nobody in particular. The newest first.
 */
export function securityRows(
  manager: EntityManager,
  councilId: string,
  { before, limit, topic }: { before: string | null; limit: number; topic: string | null },
): Promise<SecurityRow[]> {
  return rowsOf(
    manager,
    `with mine as (select account_id from memberships where council_id = $1)
      select e.id::text, e.at, e.event, e.actor, e.subject, e.council_id as "councilId", e.session_id as "sessionId",
          e.address, e.user_agent as "userAgent", e.details,
          coalesce(acting.label, acting_seat.label) as "actorLabel",
          coalesce(about.label, about_seat.label) as "subjectLabel"
        from security_events e
        left join accounts acting on acting.id = e.actor
        left join participants acting_place on acting_place.id = e.actor
        left join seats acting_seat on acting_seat.id = acting_place.seat_id
        left join accounts about on about.id = e.subject
        left join participants about_place on about_place.id = e.subject
        left join seats about_seat on about_seat.id = about_place.seat_id
        where (e.council_id = $1 or e.session_id in (select id from sessions where council_id = $1)
            or e.council_id is null and e.session_id is null and (e.actor is null and e.subject is null
              or e.actor in (select account_id from mine) or e.subject in (select account_id from mine)))
          and ($2::bigint is null or e.id < $2) and ($4::text is null or e.event like $4 || '.%')
        order by e.id desc limit $3`,
    [councilId, before, limit, topic],
  );
}
