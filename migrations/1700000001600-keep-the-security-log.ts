import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who came in, was kept out, or was given or lost a right: lines that are added and never changed, but for the address and
 * the device, which are forgotten after thirty days (SEC-12). An auditor is an account that reads them.
 */
export class KeepTheSecurityLog1700000001600 implements MigrationInterface {
  readonly name = 'KeepTheSecurityLog1700000001600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.security_events (
      id bigint generated always as identity,
      at timestamptz not null,
      event text not null,
      actor text,
      subject text,
      council_id uuid,
      session_id uuid,
      address text,
      user_agent text,
      details jsonb not null default '{}',
      constraint pk_security_events primary key (id)
    )`);
    await queryRunner.query('create index ix_security_events_council on public.security_events (council_id, id)');
    await queryRunner.query('create index ix_security_events_actor on public.security_events (actor)');
    await queryRunner.query(
      'create index ix_security_events_address on public.security_events (at) where address is not null or user_agent is not null',
    );
    await queryRunner.query(`do $$
    begin
      if exists (select from pg_roles where rolname = 'kengesh_app') then
        grant select, insert, update (address, user_agent) on public.security_events to kengesh_app;
      end if;
    end
    $$`);
    await queryRunner.query('alter table public.memberships drop constraint ck_memberships_role');
    await queryRunner.query(
      `alter table public.memberships add constraint ck_memberships_role check (role in ('secretary', 'chair', 'auditor'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`delete from public.memberships where role = 'auditor'`);
    await queryRunner.query('alter table public.memberships drop constraint ck_memberships_role');
    await queryRunner.query(
      `alter table public.memberships add constraint ck_memberships_role check (role in ('secretary', 'chair'))`,
    );
    await queryRunner.query('drop table public.security_events');
  }
}
