import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Boxes of secret votes in tables that are there for all of them: nobody makes or drops a table for a vote any more. The
 * application adds and reads; what a counted or voided box held is removed by one function of whoever runs migrations.
 * Boxes that are open in tables of their own (`urn`) are closed as they were opened.
 */
export class KeepBallotsSealed1700000002000 implements MigrationInterface {
  readonly name = 'KeepBallotsSealed1700000002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const [{ used }] = (await queryRunner.query('select exists (select from public.ballot_boxes) as used')) as [
      { used: boolean },
    ];
    if (used) throw new Error('boxes of secret votes that were held are not undone');
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const writtenOnce = (table: string) => [
  `create trigger ${table}_written_once before update or truncate on public.${table}
    for each statement execute function public.journal_refuse_change()`,
  // Only the function that empties a box may remove, and it says that it does.
  `create trigger ${table}_kept before delete on public.${table}
    for each statement when (coalesce(current_setting('kengesh.emptying', true), '') <> 'yes')
    execute function public.journal_refuse_change()`,
  `alter table public.${table} enable always trigger ${table}_written_once`,
  `alter table public.${table} enable always trigger ${table}_kept`,
];

const UP = [
  `create table public.ballot_boxes (
    session_id text not null,
    box text not null,
    primary key (session_id, box)
  )`,
  `create table public.ballot_boxes_ended (
    session_id text not null,
    box text not null,
    how text not null check (how in ('sealed', 'destroyed')),
    primary key (session_id, box, how)
  )`,
  // Who has handed in, never what. No time, no order, and of the command only a hash.
  `create table public.ballot_marks (
    session_id text not null,
    box text not null,
    key text not null,
    command_id text not null,
    primary key (session_id, box, key)
  )`,
  // What was handed in, sealed to the key of the box.
  `create table public.ballots (
    session_id text not null,
    box text not null,
    content json not null
  )`,
  'create index ix_ballots_box on public.ballots (session_id, box)',
  // What a box has left: opened, in an order drawn anew.
  `create table public.ballot_lists (
    session_id text not null,
    box text not null,
    content json not null
  )`,
  'create index ix_ballot_lists_box on public.ballot_lists (session_id, box)',
  ...['ballot_boxes', 'ballot_boxes_ended', 'ballot_marks', 'ballots', 'ballot_lists'].flatMap(writtenOnce),
  `create function public.empty_ballot_box(session text, ended text) returns void
    language plpgsql security definer
    set search_path = public, pg_temp
  as $$
  begin
    if not exists (select from ballot_boxes_ended where session_id = session and box = ended) then
      raise exception 'box % has not ended', ended using errcode = 'restrict_violation';
    end if;
    perform set_config('kengesh.emptying', 'yes', true);
    delete from ballot_marks where session_id = session and box = ended;
    delete from ballots where session_id = session and box = ended;
    delete from ballot_lists where session_id = session and box = ended
      and exists (select from ballot_boxes_ended as e where e.session_id = session and e.box = ended and how = 'destroyed');
    perform set_config('kengesh.emptying', '', true);
  end
  $$`,
  'revoke all on function public.empty_ballot_box(text, text) from public',
];

const DOWN = [
  'drop function public.empty_ballot_box(text, text)',
  'drop table public.ballot_lists',
  'drop table public.ballots',
  'drop table public.ballot_marks',
  'drop table public.ballot_boxes_ended',
  'drop table public.ballot_boxes',
];
