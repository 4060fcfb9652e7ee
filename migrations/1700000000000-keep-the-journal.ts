import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal: heads, entries that are written once, and the boxes that keep secret contents beside it. The role
 * `kengesh_app`, where it is there, may read and append; only whoever runs migrations owns these tables.
 */
export class KeepTheJournal1700000000000 implements MigrationInterface {
  readonly name = 'KeepTheJournal1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const [{ written }] = (await queryRunner.query(
      'select exists (select from public.journal_entries) as written',
    )) as [{ written: boolean }];
    if (written) throw new Error('a journal that holds entries is not undone');
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  // One row a journal: its lock, and where it ends.
  `create table public.journal_heads (
    session_id text primary key,
    seq integer not null check (seq >= 0),
    hash text not null check (hash ~ '^[0-9a-f]{64}$')
  )`,

  // "data" is json and not jsonb: jsonb rewrites numbers and refuses \\u0000, json gives back what was hashed.
  `create table public.journal_entries (
    session_id text not null,
    seq integer not null check (seq > 0),
    part integer not null check (part >= 0),
    at timestamptz not null,
    type text not null,
    actor text not null,
    command_id text not null,
    data json not null,
    prev text not null,
    hash text not null,
    primary key (session_id, seq),
    constraint journal_entries_command unique (session_id, actor, command_id, part)
  )`,

  `create function public.journal_refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% of %: what is written here is written once', tg_op, tg_table_name
      using errcode = 'restrict_violation', hint = 'Write a further entry that corrects the earlier one.';
  end
  $$`,
  `create trigger journal_entries_written_once
    before update or delete or truncate on public.journal_entries
    for each statement execute function public.journal_refuse_change()`,
  // Also while a session calls itself a replica.
  'alter table public.journal_entries enable always trigger journal_entries_written_once',

  // Who has handed in, never what. Kept only while the box is open: the closing entry names them.
  `create table public.box_marks (
    session_id text not null,
    box text not null,
    key text not null,
    command_id text not null,
    primary key (session_id, box, key)
  )`,
  // Contents lie in a table of their own per box, b_… while open, s_… once sealed.
  'create schema urn',
  `create table urn.boxes (
    session_id text not null,
    box text not null,
    sealed boolean not null default false,
    primary key (session_id, box)
  )`,

  `do $$
  begin
    if exists (select from pg_roles where rolname = 'kengesh_app') then
      grant usage on schema public to kengesh_app;
      grant select, insert on public.journal_entries to kengesh_app;
      grant select, insert, update on public.journal_heads to kengesh_app;
      grant select, insert, delete on public.box_marks to kengesh_app;
      grant usage, create on schema urn to kengesh_app;
      grant select, insert, update on urn.boxes to kengesh_app;
    end if;
  end
  $$`,
];

const DOWN = [
  'drop schema urn cascade',
  'drop table public.box_marks',
  'drop table public.journal_entries',
  'drop table public.journal_heads',
  'drop function public.journal_refuse_change()',
];
