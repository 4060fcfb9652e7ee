import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which nodes serve this house, and who has a line to which: telemetry, written anew by each node after a crash of the
 * database, so that it needs no log. And a name of the house, so that several may share one Redis.
 */
export class KnowTheNodes1700000000800 implements MigrationInterface {
  readonly name = 'KnowTheNodes1700000000800';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create table public.house (id uuid primary key default gen_random_uuid())');
    await queryRunner.query('insert into public.house default values');
    await queryRunner.query(`create unlogged table public.nodes (
      id uuid primary key,
      seen_at timestamptz not null default now()
    )`);
    await queryRunner.query(`create unlogged table public.node_lines (
      node uuid not null references public.nodes (id) on delete cascade,
      session_id text not null,
      participant text not null,
      primary key (node, session_id, participant)
    )`);
    await queryRunner.query('create index node_lines_who on public.node_lines (session_id, participant)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.node_lines');
    await queryRunner.query('drop table public.nodes');
    await queryRunner.query('drop table public.house');
  }
}
