import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From when an election to an office acts, by the rules of its session; and which roles were set by hand since the seat was made. */
export class LetElectionsAct1700000001300 implements MigrationInterface {
  readonly name = 'LetElectionsAct1700000001300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table public.office_terms add column presides_from text');
    await queryRunner.query('alter table public.seats add column role_set_at timestamptz');
    await queryRunner.query(
      "comment on column public.office_terms.presides_from is 'as the rules of that session said; null: elections do not act'",
    );
    await queryRunner.query(
      "comment on column public.seats.role_set_at is 'when the desk last set the role by hand; null: never since the seat was made, or given back to elections'",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table public.seats drop column role_set_at');
    await queryRunner.query('alter table public.office_terms drop column presides_from');
  }
}
