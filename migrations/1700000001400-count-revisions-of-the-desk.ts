import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['councils', 'seats', 'sessions'];

/** Two who write at one desk: each row knows how often it was changed, so that a change made from an old reading is seen. */
export class CountRevisionsOfTheDesk1700000001400 implements MigrationInterface {
  readonly name = 'CountRevisionsOfTheDesk1700000001400';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables)
      await queryRunner.query(`alter table public.${table} add column revision integer not null default 1`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.query(`alter table public.${table} drop column revision`);
  }
}
