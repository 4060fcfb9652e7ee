import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The desk: councils with their seats, sessions as planned with their rolls, and who may come in: accounts, links,
 * devices. Of a secret only its SHA-256 is kept. Names of people live here and never in the journal.
 */
export class KeepTheDesk1700000000100 implements MigrationInterface {
  readonly name = 'KeepTheDesk1700000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  `create table public.councils (
    id uuid not null,
    name jsonb not null,
    mailbox text not null,
    zone text not null,
    statutory_seats integer not null,
    rules jsonb not null,
    sample boolean not null default false,
    created_at timestamptz not null default now(),
    constraint pk_councils primary key (id)
  )`,

  `create table public.accounts (
    id text not null,
    email text not null,
    password_hash text,
    label jsonb not null,
    language text not null,
    created_at timestamptz not null default now(),
    disabled_at timestamptz,
    constraint pk_accounts primary key (id),
    constraint uq_accounts_email unique (email)
  )`,

  `create table public.memberships (
    account_id text not null,
    council_id uuid not null,
    role text not null,
    created_at timestamptz not null default now(),
    constraint pk_memberships primary key (account_id, council_id),
    constraint fk_memberships_account foreign key (account_id) references public.accounts (id) on delete cascade,
    constraint fk_memberships_council foreign key (council_id) references public.councils (id) on delete cascade,
    constraint ck_memberships_role check (role in ('secretary', 'chair'))
  )`,

  `create table public.seats (
    id uuid not null,
    council_id uuid not null,
    position integer not null,
    label jsonb not null,
    role text not null,
    votes boolean not null,
    filled boolean not null,
    delegation text not null,
    category text not null,
    email text,
    language text not null,
    mode text not null,
    holder text,
    created_at timestamptz not null default now(),
    constraint pk_seats primary key (id),
    constraint fk_seats_council foreign key (council_id) references public.councils (id) on delete cascade
  )`,
  'create index ix_seats_council on public.seats (council_id, position)',

  // What was promised is the pair of wall clock and zone; the instants are computed from it (TZ-01).
  `create table public.sessions (
    id uuid not null,
    council_id uuid not null,
    number integer not null,
    title jsonb not null,
    form text not null,
    place jsonb not null,
    starts_local text not null,
    ends_local text not null,
    zone text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    tzdb_version text not null,
    sequence integer not null default 0,
    agenda jsonb not null default '[]',
    screen_id text not null,
    sample boolean not null default false,
    cancelled_at timestamptz,
    created_at timestamptz not null default now(),
    constraint pk_sessions primary key (id),
    constraint uq_sessions_number unique (council_id, number),
    constraint uq_sessions_screen unique (screen_id),
    constraint fk_sessions_council foreign key (council_id) references public.councils (id) on delete cascade,
    constraint ck_sessions_local check (starts_local ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'
      and ends_local ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'),
    constraint ck_sessions_order check (ends_at > starts_at)
  )`,

  // The salt lies here, its hash in the journal: who erases the salt has erased the name (SEC-13).
  `create table public.participants (
    id text not null,
    session_id uuid not null,
    seat_id uuid not null,
    position integer not null,
    role text not null,
    votes boolean not null,
    label jsonb not null,
    mode text not null,
    name_salt text not null,
    created_at timestamptz not null default now(),
    constraint pk_participants primary key (id),
    constraint uq_participants_seat unique (session_id, seat_id),
    constraint fk_participants_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_participants_seat foreign key (seat_id) references public.seats (id)
  )`,
  'create index ix_participants_seat on public.participants (seat_id)',

  `create table public.links (
    id uuid not null,
    kind text not null,
    subject text not null,
    session_id uuid,
    secret_hash text not null,
    once boolean not null default false,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz,
    constraint pk_links primary key (id),
    constraint uq_links_secret unique (secret_hash),
    constraint fk_links_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint ck_links_kind check (kind in ('account', 'participant', 'screen'))
  )`,
  'create index ix_links_subject on public.links (subject)',
  // Of the links to one door, one is good.
  'create unique index uq_links_open on public.links (subject) where revoked_at is null',
  'create index ix_links_session on public.links (session_id)',

  `create table public.auth_sessions (
    id uuid not null,
    token_hash text not null,
    "as" text not null,
    kind text not null,
    council_id uuid,
    session_id uuid,
    account_id text,
    parent_id uuid,
    link_id uuid,
    user_agent text,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint pk_auth_sessions primary key (id),
    constraint uq_auth_sessions_token unique (token_hash),
    constraint fk_auth_sessions_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint fk_auth_sessions_account foreign key (account_id) references public.accounts (id) on delete cascade,
    constraint ck_auth_sessions_kind check (kind in ('account', 'participant', 'screen'))
  )`,
  'create index ix_auth_sessions_as on public.auth_sessions ("as")',
  'create index ix_auth_sessions_parent on public.auth_sessions (parent_id)',
  'create index ix_auth_sessions_expires on public.auth_sessions (expires_at)',

  // A list of sessions says of each how far it has come, without folding its journal.
  `create index journal_entries_life on public.journal_entries (session_id, seq) where type in
    ('session.prepared', 'session.opened', 'session.recessed', 'session.resumed', 'session.closed')`,
];

const DOWN = [
  'drop index public.journal_entries_life',
  'drop table public.auth_sessions',
  'drop table public.links',
  'drop table public.participants',
  'drop table public.sessions',
  'drop table public.seats',
  'drop table public.memberships',
  'drop table public.accounts',
  'drop table public.councils',
];
