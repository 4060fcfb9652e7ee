import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Councils are founded by accounts that the installation let found them: made on its command line, or there before this was
 * asked; never by one that was invited to read. Devices that ended lately are looked for every few seconds.
 */
export class SayWhoMayFoundCouncils1700000001720 implements MigrationInterface {
  readonly name = 'SayWhoMayFoundCouncils1700000001720';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table public.accounts add column may_found boolean not null default false');
    await queryRunner.query(`update public.accounts a set may_found = true
      where not exists (select from public.memberships m where m.account_id = a.id)
        or exists (select from public.memberships m where m.account_id = a.id and m.role = 'secretary')`);
    await queryRunner.query('create index ix_auth_sessions_revoked on public.auth_sessions (revoked_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index public.ix_auth_sessions_revoked');
    await queryRunner.query('alter table public.accounts drop column may_found');
  }
}
