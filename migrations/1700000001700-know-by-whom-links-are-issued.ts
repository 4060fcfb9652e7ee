import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A link that is issued while its session is under way has a number in the journal, an issuer and a reason; a device says which
 * browser it runs in, so that two participants of one browser are known to be one machine.
 */
export class KnowByWhomLinksAreIssued1700000001700 implements MigrationInterface {
  readonly name = 'KnowByWhomLinksAreIssued1700000001700';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table public.links add column generation integer, add column issued_by text, add column reason text',
    );
    await queryRunner.query('alter table public.auth_sessions add column browser text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table public.auth_sessions drop column browser');
    await queryRunner.query(
      'alter table public.links drop column generation, drop column issued_by, drop column reason',
    );
  }
}
