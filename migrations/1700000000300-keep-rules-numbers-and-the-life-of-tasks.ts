import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Procedure complete: every set of rules a council went by, with who changed it and when; weights and heads of delegation on
 * its roll; signatures and numbers of decisions, the life of tasks and the terms of offices in its registers.
 */
export class KeepRulesNumbersAndTheLifeOfTasks1700000000300 implements MigrationInterface {
  readonly name = 'KeepRulesNumbersAndTheLifeOfTasks1700000000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `create table public.council_rules (
    council_id uuid not null,
    version integer not null,
    rules jsonb not null,
    account_id text,
    by jsonb,
    at timestamptz not null default now(),
    constraint pk_council_rules primary key (council_id, version),
    constraint fk_council_rules_council foreign key (council_id) references public.councils (id) on delete cascade,
    constraint ck_council_rules_version check (version >= 1)
  )`,
  "comment on table public.council_rules is 'append-only: the rules as they were saved, each version once'",
  // What a council goes by today is the first version that is kept of it; who wrote it is not known any more.
  `insert into public.council_rules (council_id, version, rules, at)
    select id, coalesce((rules ->> 'version')::integer, 1), rules, created_at from public.councils`,

  // Millionths of a vote; null: one vote (PROC-07).
  'alter table public.seats add column weight bigint',
  'alter table public.seats add column head boolean not null default false',
  'alter table public.seats add constraint ck_seats_weight check (weight between 1 and 100000000000)',

  // Of the entry that says so: what became of a decision after it was made.
  `create table public.decision_signatures (
    session_id uuid not null,
    seq integer not null,
    decision text not null,
    "as" text not null,
    at timestamptz not null,
    constraint pk_decision_signatures primary key (session_id, seq),
    constraint fk_decision_signatures_session foreign key (session_id) references public.sessions (id) on delete cascade
  )`,
  `create table public.decision_numbers (
    session_id uuid not null,
    seq integer not null,
    council_id uuid not null,
    decision text not null,
    number integer not null,
    label text not null,
    at timestamptz not null,
    constraint pk_decision_numbers primary key (session_id, seq),
    constraint uq_decision_numbers_number unique (council_id, number),
    constraint uq_decision_numbers_decision unique (session_id, decision),
    constraint fk_decision_numbers_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_decision_numbers_council foreign key (council_id) references public.councils (id) on delete cascade
  )`,
  "comment on table public.decision_signatures is 'append-only: copied from the journal'",
  "comment on table public.decision_numbers is 'append-only: copied from the journal'",
  `create table public.motions_reconsidered (
    session_id uuid not null,
    seq integer not null,
    motion text not null,
    at timestamptz not null,
    constraint pk_motions_reconsidered primary key (session_id, seq),
    constraint fk_motions_reconsidered_session foreign key (session_id) references public.sessions (id) on delete cascade
  )`,
  // The last number of a council is asked of the journals themselves, and so are decisions that wait for theirs.
  `create index journal_entries_numbering on public.journal_entries (session_id, type)
    where type in ('decision.signed', 'decision.numbered')`,

  `alter table public.tasks
    add column status text not null default 'open',
    add column co jsonb not null default '[]',
    add column next boolean not null default false,
    add column report text,
    add column control text,
    add column control_label jsonb,
    add column reported_at timestamptz,
    add column changed_at timestamptz,
    add constraint ck_tasks_status check (status in ('open', 'in_progress', 'reported', 'accepted', 'withdrawn'))`,
  'create index ix_tasks_task on public.tasks (session_id, task)',
  'alter table public.office_terms add column term_from date, add column term_to date',
];

const DOWN = [
  'alter table public.office_terms drop column term_to, drop column term_from',
  'drop index public.ix_tasks_task',
  `alter table public.tasks drop constraint ck_tasks_status, drop column changed_at, drop column reported_at,
    drop column control_label, drop column control, drop column report, drop column next, drop column co,
    drop column status`,
  'drop index public.journal_entries_numbering',
  'drop table public.motions_reconsidered',
  'drop table public.decision_numbers',
  'drop table public.decision_signatures',
  'alter table public.seats drop constraint ck_seats_weight, drop column head, drop column weight',
  'drop table public.council_rules',
];
