import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names as they were when a session was prepared, of which its journal holds the salted hash only: beside it, so that they
 * outlast a change of the seat, and can be erased. Sessions prepared earlier get the name that their hash still matches.
 */
export class KeepNamesOfTheDay1700000001000 implements MigrationInterface {
  readonly name = 'KeepNamesOfTheDay1700000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.participant_names (
      session_id uuid not null,
      participant text not null,
      hash text not null,
      salt text,
      name text,
      kept_at timestamptz not null default now(),
      erased_at timestamptz,
      constraint pk_participant_names primary key (session_id, participant, hash),
      constraint fk_participant_names_session foreign key (session_id) references public.sessions (id) on delete cascade,
      constraint ck_participant_names_hash check (hash ~ '^[0-9a-f]{64}$'),
      constraint ck_participant_names_erased check (
        (salt is null) = (erased_at is not null) and (name is null) = (erased_at is not null))
    )`);
    // Of each journal the last preparation, and the people in it whose name is the seat's today.
    await queryRunner.query(`insert into public.participant_names (session_id, participant, hash, salt, name)
      select s.id, p.id, who.hash, p.name_salt, t.holder
        from public.sessions s
        cross join lateral (select e.data from public.journal_entries e
          where e.session_id = s.id::text and e.type = 'session.prepared' order by e.seq desc limit 1) prepared
        cross join lateral (select one ->> 'id' as id, one ->> 'nameHash' as hash
          from json_array_elements(prepared.data -> 'participants') one) who
        join public.participants p on p.session_id = s.id and p.id = who.id
        join public.seats t on t.id = p.seat_id
        where t.holder is not null
          and who.hash = encode(sha256(convert_to(p.name_salt || E'\\n' || t.holder, 'UTF8')), 'hex')`);
    await queryRunner.query(`do $$
    begin
      if exists (select from pg_roles where rolname = 'kengesh_app') then
        grant select, insert, delete on public.participant_names to kengesh_app;
      end if;
    end
    $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.participant_names');
  }
}
