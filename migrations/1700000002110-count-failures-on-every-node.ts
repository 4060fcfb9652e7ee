import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Failed attempts at passwords and links, so that all nodes count together and a restart forgets none. The columns and
 * their order are those of `RateLimiterPostgres` (rate-limiter-flexible); a key is a name and a hash.
 */
export class CountFailuresOnEveryNode1700000002110 implements MigrationInterface {
  readonly name = 'CountFailuresOnEveryNode1700000002110';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.failed_attempts (
      key varchar(255) not null,
      points integer not null default 0,
      expire bigint,
      constraint pk_failed_attempts primary key (key)
    )`);
    await queryRunner.query('create index ix_failed_attempts_expire on public.failed_attempts (expire)');
    await queryRunner.query(`do $$
    begin
      if exists (select from pg_roles where rolname = 'kengesh_app') then
        grant select, insert, update, delete on public.failed_attempts to kengesh_app;
      end if;
    end
    $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.failed_attempts');
  }
}
