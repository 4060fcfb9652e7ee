import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices on which an account has signed in before, so that whoever guesses elsewhere does not make its owner wait. */
export class KnowTheDevicesOfAccounts1700000001710 implements MigrationInterface {
  readonly name = 'KnowTheDevicesOfAccounts1700000001710';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.known_devices (
      token_hash text not null,
      account_id text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      constraint pk_known_devices primary key (token_hash),
      constraint fk_known_devices_account foreign key (account_id) references public.accounts (id) on delete cascade,
      constraint ck_known_devices_hash check (token_hash ~ '^[0-9a-f]{64}$')
    )`);
    await queryRunner.query('create index ix_known_devices_account on public.known_devices (account_id)');
    await queryRunner.query(`do $$
    begin
      if exists (select from pg_roles where rolname = 'kengesh_app') then
        grant select, insert, delete on public.known_devices to kengesh_app;
      end if;
    end
    $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.known_devices');
  }
}
