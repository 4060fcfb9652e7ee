import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which decision a version of a council's rules was adopted by: said by the desk, the last one holds. */
export class LinkRulesWithDecisions1700000001200 implements MigrationInterface {
  readonly name = 'LinkRulesWithDecisions1700000001200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table public.rules_adoptions (
      id bigint generated always as identity,
      council_id uuid not null,
      version integer not null,
      session_id uuid not null,
      decision text not null,
      account_id text,
      at timestamptz not null default now(),
      constraint pk_rules_adoptions primary key (id),
      constraint fk_rules_adoptions_rules foreign key (council_id, version)
        references public.council_rules (council_id, version) on delete cascade,
      constraint fk_rules_adoptions_session foreign key (session_id) references public.sessions (id) on delete cascade
    )`);
    await queryRunner.query(
      'create index ix_rules_adoptions_version on public.rules_adoptions (council_id, version, id desc)',
    );
    await queryRunner.query(
      "comment on table public.rules_adoptions is 'append-only: by which decision rules were adopted; of a version the last line holds'",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table public.rules_adoptions');
  }
}
