import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the video server tells of its rooms: telemetry beside the journal, shared by all nodes, kept for a month. */
export class KeepVideoEvidence1700000000750 implements MigrationInterface {
  readonly name = 'KeepVideoEvidence1700000000750';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.video_evidence (
      id text not null,
      session_id uuid not null,
      participant text not null,
      sid text not null,
      what text not null,
      source text,
      at timestamptz not null,
      constraint pk_video_evidence primary key (id),
      constraint fk_video_evidence_session foreign key (session_id) references public.sessions (id) on delete cascade
    )`);
    await queryRunner.query('create index video_evidence_session on public.video_evidence (session_id, at)');
    await queryRunner.query('create index video_evidence_at on public.video_evidence (at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.video_evidence');
  }
}
