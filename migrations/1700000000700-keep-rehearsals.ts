import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last rehearsal of each session: how far it is, and what was measured. The rehearsal itself is held in a schema of its own. */
export class KeepRehearsals1700000000700 implements MigrationInterface {
  readonly name = 'KeepRehearsals1700000000700';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.rehearsals (
      session_id uuid not null,
      delegates integer not null,
      profile text not null,
      started_at timestamptz not null default now(),
      ended_at timestamptz,
      progress jsonb,
      report jsonb,
      failure jsonb,
      constraint pk_rehearsals primary key (session_id),
      constraint fk_rehearsals_session foreign key (session_id) references public.sessions (id) on delete cascade
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.rehearsals');
  }
}
