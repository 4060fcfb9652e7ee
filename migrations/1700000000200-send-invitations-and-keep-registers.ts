import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What goes out before a session and what stays after it: its name in people's calendars, every invitation that was issued,
 * and the registers of decisions, tasks and offices, each line citing the entry of the journal it was taken from.
 */
export class SendInvitationsAndKeepRegisters1700000000200 implements MigrationInterface {
  readonly name = 'SendInvitationsAndKeepRegisters1700000000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  // The uid is the session's for its whole life and says nothing of our database (CAL-11). No stamp goes back (CAL-15).
  `create table public.session_calendars (
    session_id uuid not null,
    uid uuid not null default gen_random_uuid(),
    stamp timestamptz,
    created_at timestamptz not null default now(),
    constraint pk_session_calendars primary key (session_id),
    constraint uq_session_calendars_uid unique (uid),
    constraint fk_session_calendars_session foreign key (session_id) references public.sessions (id) on delete cascade
  )`,

  // One row for each that was issued. Address and name are kept as they were: who was taken off the roll must still be told.
  `create table public.invitations (
    session_id uuid not null,
    participant text not null,
    stamp timestamptz not null,
    method text not null,
    sequence integer not null,
    content text not null,
    email text not null,
    name text not null,
    role text not null,
    language text not null,
    attempts integer not null default 0,
    mailed_at timestamptz,
    failed text,
    constraint pk_invitations primary key (session_id, participant, email, stamp),
    constraint fk_invitations_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint ck_invitations_method check (method in ('REQUEST', 'CANCEL')),
    constraint ck_invitations_sequence check (sequence >= 0)
  )`,

  // How far a listener has read a journal. session_id is the journal's own key, hence text.
  `create table public.listener_checkpoints (
    name text not null,
    session_id text not null,
    seq integer not null,
    constraint pk_listener_checkpoints primary key (name, session_id)
  )`,

  `create table public.decisions (
    session_id uuid not null,
    seq integer not null,
    council_id uuid not null,
    decision text not null,
    item text,
    motion text not null,
    voting text not null,
    text jsonb not null,
    hash text not null,
    at timestamptz not null,
    constraint pk_decisions primary key (session_id, seq),
    constraint fk_decisions_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_decisions_council foreign key (council_id) references public.councils (id) on delete cascade
  )`,
  'create index ix_decisions_council on public.decisions (council_id, at desc)',
  "comment on table public.decisions is 'append-only: the words that were voted, copied from the journal'",

  `create table public.tasks (
    session_id uuid not null,
    seq integer not null,
    council_id uuid not null,
    task text not null,
    decision text,
    text jsonb not null,
    responsible text not null,
    responsible_label jsonb,
    due date,
    at timestamptz not null,
    constraint pk_tasks primary key (session_id, seq),
    constraint fk_tasks_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_tasks_council foreign key (council_id) references public.councils (id) on delete cascade
  )`,
  'create index ix_tasks_council on public.tasks (council_id, at desc)',

  `create table public.office_terms (
    session_id uuid not null,
    seq integer not null,
    council_id uuid not null,
    office text not null,
    title jsonb not null,
    seat text,
    candidate text not null,
    candidate_label jsonb,
    voting text not null,
    at timestamptz not null,
    constraint pk_office_terms primary key (session_id, seq),
    constraint fk_office_terms_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_office_terms_council foreign key (council_id) references public.councils (id) on delete cascade
  )`,
  'create index ix_office_terms_council on public.office_terms (council_id, at desc)',
  "comment on table public.office_terms is 'append-only: who was elected, copied from the journal'",
];

const DOWN = [
  'drop table public.office_terms',
  'drop table public.tasks',
  'drop table public.decisions',
  'drop table public.listener_checkpoints',
  'drop table public.invitations',
  'drop table public.session_calendars',
];
