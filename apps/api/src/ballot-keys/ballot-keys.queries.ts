/** Tables of key holders and sealed copies: nothing of a session is found by another's id. */
import { type Queryable, rowsOf } from '../database/rows.js';

export interface HolderRow {
  readonly device: string;
  readonly participant: string;
  readonly publicKey: string;
  /** Keys of which it has confirmed its copy. */
  readonly confirmed: readonly string[];
}

/** With another public half the copies sealed to the earlier one are of no use any more. */
export async function keepHolder(
  on: Queryable,
  session: string,
  { device, participant, publicKey }: Omit<HolderRow, 'confirmed'>,
): Promise<void> {
  await rowsOf(
    on,
    `with before as (select public_key from ballot_key_holders where session_id = $1 and device = $2),
      gone as (delete from ballot_key_copies where session_id = $1 and holder = $2
        and exists (select from before where public_key <> $4))
      insert into ballot_key_holders (session_id, device, participant, public_key) values ($1, $2, $3, $4)
        on conflict (session_id, device) do update set participant = $3, public_key = $4`,
    [session, device, participant, publicKey],
  );
}

export const holdersOf = (on: Queryable, session: string): Promise<HolderRow[]> =>
  rowsOf(
    on,
    `select device, participant, public_key as "publicKey", array(select copy.public_key from ballot_key_copies as copy
        where copy.session_id = $1 and copy.holder = device and confirmed order by copy.public_key) as confirmed
      from ballot_key_holders where session_id = $1 order by device`,
    [session],
  );

export interface CopyRow {
  readonly publicKey: string;
  readonly holder: string;
  readonly recoveryKey: string | null;
  readonly sealed: string;
  readonly confirmed: boolean;
}

/** One that lies there stays. */
export async function keepCopies(
  on: Queryable,
  session: string,
  publicKey: string,
  copies: readonly Pick<CopyRow, 'holder' | 'recoveryKey' | 'sealed'>[],
): Promise<void> {
  await rowsOf(
    on,
    `insert into ballot_key_copies (session_id, public_key, holder, recovery_key, sealed)
      select $1, $2, * from unnest($3::text[], $4::text[], $5::text[]) on conflict do nothing`,
    [
      session,
      publicKey,
      copies.map(copy => copy.holder),
      copies.map(copy => copy.recoveryKey),
      copies.map(copy => copy.sealed),
    ],
  );
}

export const copiesFor = (on: Queryable, session: string, holders: readonly string[]): Promise<CopyRow[]> =>
  rowsOf(
    on,
    `select public_key as "publicKey", holder, recovery_key as "recoveryKey", sealed, confirmed
      from ballot_key_copies where session_id = $1 and holder = any ($2::text[]) order by public_key, holder`,
    [session, holders],
  );

export const copiesOf = (on: Queryable, session: string, publicKey: string): Promise<CopyRow[]> =>
  rowsOf(
    on,
    `select public_key as "publicKey", holder, recovery_key as "recoveryKey", sealed, confirmed
      from ballot_key_copies where session_id = $1 and public_key = $2`,
    [session, publicKey],
  );

/** Answers whether there is such a copy. */
export async function confirmCopy(on: Queryable, session: string, publicKey: string, holder: string): Promise<boolean> {
  const found = await rowsOf(
    on,
    `update ballot_key_copies set confirmed = true where session_id = $1 and public_key = $2 and holder = $3
      returning holder`,
    [session, publicKey, holder],
  );
  return found.length > 0;
}

export async function forgetKey(on: Queryable, session: string, publicKey: string): Promise<void> {
  await rowsOf(on, 'delete from ballot_key_copies where session_id = $1 and public_key = $2', [session, publicKey]);
}

export async function forgetSession(on: Queryable, session: string): Promise<void> {
  await rowsOf(on, 'delete from ballot_key_copies where session_id = $1', [session]);
  await rowsOf(on, 'delete from ballot_key_holders where session_id = $1', [session]);
}
