import { createHash } from 'node:crypto';
import type { Wording } from '@kengesh/domain';

/** What an invitation of a session says: where any of it has changed since, whoever was invited has to be told (CAL-13). */
export interface InvitedSession {
  readonly title: Wording;
  readonly place: Wording;
  readonly form: string;
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly zone: string;
  readonly cancelled: boolean;
  readonly mailbox: string;
}

export function contentOf(of: InvitedSession): string {
  const sorted = (text: Wording) => Object.entries(text).sort(([one], [other]) => (one < other ? -1 : 1));
  const { title, place, form, startsLocal, endsLocal, zone, cancelled, mailbox } = of;
  const all = [sorted(title), sorted(place), form, startsLocal, endsLocal, zone, cancelled, mailbox];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

export interface Invited {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly sequence: number;
  readonly at: string;
  readonly mailed: boolean;
  /** The session, or this person's address, has changed since. */
  readonly outdated: boolean;
}

export const PROMISED = `s.title, s.place, s.form, s.starts_local as "startsLocal", s.ends_local as "endsLocal", s.zone,
  s.cancelled_at is not null as cancelled, c.mailbox`;

type Query = (sql: string, values: unknown[]) => Promise<unknown>;

/** The newest invitation of each participant of a session; who never got one is not in the map. */
export async function invitedOf(query: Query, sessionId: string): Promise<Map<string, Invited>> {
  const [promised] = (await query(
    `select ${PROMISED} from sessions s join councils c on c.id = s.council_id where s.id = $1`,
    [sessionId],
  )) as InvitedSession[];
  if (!promised) return new Map();
  const content = contentOf(promised);
  const rows = (await query(
    `select distinct on (i.participant) i.participant, i.method, i.sequence, i.stamp, i.mailed_at as "mailedAt", i.content,
        lower(i.email) = lower(t.email) as same
      from invitations i
      left join participants p on p.id = i.participant and p.session_id = i.session_id
      left join seats t on t.id = p.seat_id
      where i.session_id = $1
      order by i.participant, lower(i.email) = lower(t.email) desc nulls last, i.stamp desc`,
    [sessionId],
  )) as (Pick<Invited, 'method' | 'sequence'> & {
    participant: string;
    stamp: Date;
    mailedAt: Date | null;
    content: string;
    same: boolean | null;
  })[];
  return new Map(
    rows.map(({ participant, method, sequence, stamp, mailedAt, content: sent, same }) => [
      participant,
      {
        method,
        sequence,
        at: stamp.toISOString(),
        mailed: mailedAt !== null,
        outdated: sent !== content || same !== true,
      },
    ]),
  );
}
