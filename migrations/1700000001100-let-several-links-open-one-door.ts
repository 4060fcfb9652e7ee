import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that a start prints stand beside those of earlier starts, which somebody may have handed on already. */
export class LetSeveralLinksOpenOneDoor1700000001100 implements MigrationInterface {
  readonly name = 'LetSeveralLinksOpenOneDoor1700000001100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index public.uq_links_open');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`update public.links l set revoked_at = now() where revoked_at is null and exists (
      select from public.links later where later.subject = l.subject and later.revoked_at is null
        and (later.issued_at, later.id) > (l.issued_at, l.id))`);
    await queryRunner.query('create unique index uq_links_open on public.links (subject) where revoked_at is null');
  }
}
