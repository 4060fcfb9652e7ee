/** A session with what its council adds. */
import type { Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import type { SessionEntity } from '../entities/session.entity.js';

/** What an invitation promises. */
export interface SessionFacts
  extends Pick<
    SessionEntity,
    | 'id'
    | 'number'
    | 'title'
    | 'place'
    | 'form'
    | 'startsLocal'
    | 'endsLocal'
    | 'zone'
    | 'startsAt'
    | 'endsAt'
    | 'sequence'
    | 'sample'
    | 'agenda'
  > {
  readonly cancelled: boolean;
  readonly council: Wording;
  readonly mailbox: string;
}

/** @param held the session's row is kept from changing until the transaction ends */
export async function sessionFacts(
  manager: EntityManager,
  id: string,
  { held }: { readonly held: boolean },
): Promise<SessionFacts | undefined> {
  const [row] = await rowsOf<SessionFacts>(
    manager,
    `select s.id, s.number, s.title, s.place, s.form, s.starts_local as "startsLocal", s.ends_local as "endsLocal", s.zone,
        s.starts_at as "startsAt", s.ends_at as "endsAt", s.sequence, s.sample, s.agenda, s.cancelled_at is not null as cancelled,
        c.name as council, c.mailbox
      from sessions s join councils c on c.id = s.council_id where s.id = $1 ${held ? 'for share of s' : ''}`,
    [id],
  );
  return row;
}
