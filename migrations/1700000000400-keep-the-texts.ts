import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of statements and reports, of which the journal holds only the salted hash (SEC-16): beside it, so that they can be erased. */
export class KeepTheTexts1700000000400 implements MigrationInterface {
  readonly name = 'KeepTheTexts1700000000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.remarks (
      session_id uuid not null,
      hash text not null,
      key text not null,
      text text not null,
      participant text not null,
      at timestamptz not null default now(),
      constraint pk_remarks primary key (session_id, hash),
      constraint fk_remarks_session foreign key (session_id) references public.sessions (id) on delete cascade,
      constraint ck_remarks_hash check (hash ~ '^[0-9a-f]{64}$')
    )`);
    // Whether a hash is cited is asked at every text, and all that are cited at every reading.
    await queryRunner.query(`create index journal_entries_texts on public.journal_entries (session_id, type)
      where type in ('decision.remarked', 'task.reported')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index public.journal_entries_texts');
    await queryRunner.query('drop table public.remarks');
  }
}
