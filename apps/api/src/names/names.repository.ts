/** Table `participant_names`: a row is written, erased or taken away, never changed. */
import { type EntityManager, In } from 'typeorm';
import { rowsOf } from '../database/rows.js';
import { ParticipantNameEntity } from '../entities/participant-name.entity.js';

export interface NewName {
  readonly participant: string;
  readonly hash: string;
  readonly salt: string;
  readonly name: string;
}
/** Those that are there already, also erased, stay as they are. */
export async function insertNames(manager: EntityManager, session: string, names: readonly NewName[]): Promise<void> {
  const column = (key: keyof NewName) => names.map(line => line[key]);
  await rowsOf(
    manager,
    `insert into participant_names (session_id, participant, hash, salt, name)
      select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) on conflict do nothing`,
    [session, column('participant'), column('hash'), column('salt'), column('name')],
  );
}

export const namesOf = (manager: EntityManager, sessions: readonly string[]): Promise<ParticipantNameEntity[]> =>
  manager.findBy(ParticipantNameEntity, { sessionId: In([...sessions]) });

export async function deleteNamesExcept(
  manager: EntityManager,
  session: string,
  cited: readonly { readonly participant: string; readonly hash: string | null }[],
): Promise<void> {
  await rowsOf(
    manager,
    `delete from participant_names kept where kept.session_id = $1 and not exists (
      select from unnest($2::text[], $3::text[]) as cited (participant, hash)
      where cited.participant = kept.participant and cited.hash = kept.hash)`,
    [session, cited.map(line => line.participant), cited.map(line => line.hash)],
  );
}

/** Salt and name go, that there was one stays. @returns how many there were */
export async function eraseNames(manager: EntityManager, sessionId: string, participant: string): Promise<number> {
  const names = await rowsOf<{ hash: string }>(
    manager,
    'delete from participant_names where session_id = $1 and participant = $2 returning hash',
    [sessionId, participant],
  );
  const erasedAt = () => 'now()';
  if (names.length > 0)
    await manager
      .createQueryBuilder()
      .insert()
      .into(ParticipantNameEntity)
      .values(names.map(({ hash }) => ({ sessionId, participant, hash, salt: null, name: null, erasedAt })))
      .execute();
  return names.length;
}
