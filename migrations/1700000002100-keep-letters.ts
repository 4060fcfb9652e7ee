import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Letters that go out, and the queue they wait in. The schema `jobs` is what pg-boss 10.4.2 would make for itself, word by
 * word; made here, because the application's role makes no tables. A job names a letter by its id and says nothing else.
 */
export class KeepLetters1700000002100 implements MigrationInterface {
  readonly name = 'KeepLetters1700000002100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop schema jobs cascade');
    await queryRunner.query('drop table public.letters');
  }
}

const LETTERS = [
  // `draft`: what an invitation says, before and after it is composed. `sealed`: the bytes handed to the mail server, which no
  // later attempt changes; readable with the secret of this installation only, since some letters bring a way in.
  `create table public.letters (
    id uuid not null,
    batch uuid not null,
    occasion text not null,
    session_id uuid,
    participant text,
    email text not null,
    name text not null,
    mailbox text not null,
    language text not null,
    stamp timestamptz,
    draft jsonb,
    message_id text not null,
    sealed bytea,
    state text not null default 'waiting',
    due_at timestamptz not null,
    expires_at timestamptz,
    attempts integer not null default 0,
    attempted_at timestamptz,
    handing_at timestamptz,
    failing_since timestamptz,
    trouble text,
    failed text,
    server text,
    uncertain boolean not null default false,
    sent_at timestamptz,
    created_at timestamptz not null default now(),
    constraint pk_letters primary key (id),
    constraint uq_letters_message_id unique (message_id),
    constraint fk_letters_session foreign key (session_id) references public.sessions (id) on delete cascade,
    constraint ck_letters_occasion check (occasion in ('request', 'update', 'cancel', 'uninvite', 'key', 'reset', 'desk')),
    constraint ck_letters_state check (state in ('waiting', 'sending', 'sent', 'refused', 'recalled', 'replaced', 'lapsed')),
    constraint ck_letters_trouble check (trouble in ('unreachable', 'login', 'busy'))
  )`,
  'create index ix_letters_session on public.letters (session_id, created_at)',
  `create index ix_letters_open on public.letters (state, due_at) where state in ('waiting', 'sending')`,
  'create index ix_letters_attempted on public.letters (attempted_at)',
] as const;

const JOBS = [
  'create schema jobs',
  `create type jobs.job_state as enum ('created', 'retry', 'active', 'completed', 'cancelled', 'failed')`,
  `create table jobs.version (
    version int primary key,
    maintained_on timestamp with time zone,
    cron_on timestamp with time zone,
    monitored_on timestamp with time zone
  )`,
  `create table jobs.queue (
    name text,
    policy text,
    retry_limit int,
    retry_delay int,
    retry_backoff bool,
    expire_seconds int,
    retention_minutes int,
    dead_letter text references jobs.queue (name),
    partition_name text,
    created_on timestamp with time zone not null default now(),
    updated_on timestamp with time zone not null default now(),
    primary key (name)
  )`,
  `create table jobs.schedule (
    name text references jobs.queue on delete cascade,
    cron text not null,
    timezone text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone not null default now(),
    updated_on timestamp with time zone not null default now(),
    primary key (name)
  )`,
  `create table jobs.subscription (
    event text not null,
    name text not null references jobs.queue on delete cascade,
    created_on timestamp with time zone not null default now(),
    updated_on timestamp with time zone not null default now(),
    primary key (event, name)
  )`,
  `create table jobs.job (
    id uuid not null default gen_random_uuid(),
    name text not null,
    priority integer not null default(0),
    data jsonb,
    state jobs.job_state not null default('created'),
    retry_limit integer not null default(2),
    retry_count integer not null default(0),
    retry_delay integer not null default(0),
    retry_backoff boolean not null default false,
    start_after timestamp with time zone not null default now(),
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval not null default interval '15 minutes',
    created_on timestamp with time zone not null default now(),
    completed_on timestamp with time zone,
    keep_until timestamp with time zone not null default now() + interval '14 days',
    output jsonb,
    dead_letter text,
    policy text
  ) partition by list (name)`,
  'alter table jobs.job add primary key (name, id)',
  'create table jobs.archive (like jobs.job)',
  'alter table jobs.archive add primary key (name, id)',
  'alter table jobs.archive add archived_on timestamptz not null default now()',
  'create index archive_i1 on jobs.archive (archived_on)',
  `create function jobs.create_queue(queue_name text, options json) returns void as $$
  declare
    table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
    queue_created_on timestamptz;
  begin
    with q as (
      insert into jobs.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_minutes,
        dead_letter, partition_name)
      values (queue_name, options->>'policy', (options->>'retryLimit')::int, (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool, (options->>'expireInSeconds')::int, (options->>'retentionMinutes')::int,
        options->>'deadLetter', table_name)
      on conflict do nothing
      returning created_on
    )
    select created_on into queue_created_on from q;
    if queue_created_on is null then
      return;
    end if;
    execute format('create table jobs.%I (like jobs.job including defaults)', table_name);
    execute format('alter table jobs.%1$I add primary key (name, id)', table_name);
    execute format('alter table jobs.%1$I add constraint q_fkey foreign key (name) references jobs.queue (name) on delete restrict deferrable initially deferred', table_name);
    execute format('alter table jobs.%1$I add constraint dlq_fkey foreign key (dead_letter) references jobs.queue (name) on delete restrict deferrable initially deferred', table_name);
    execute format('create unique index %1$s_i1 on jobs.%1$I (name, coalesce(singleton_key, '''')) where state = ''created'' and policy = ''short''', table_name);
    execute format('create unique index %1$s_i2 on jobs.%1$I (name, coalesce(singleton_key, '''')) where state = ''active'' and policy = ''singleton''', table_name);
    execute format('create unique index %1$s_i3 on jobs.%1$I (name, state, coalesce(singleton_key, '''')) where state <= ''active'' and policy = ''stately''', table_name);
    execute format('create unique index %1$s_i4 on jobs.%1$I (name, singleton_on, coalesce(singleton_key, '''')) where state <> ''cancelled'' and singleton_on is not null', table_name);
    execute format('create index %1$s_i5 on jobs.%1$I (name, start_after) include (priority, created_on, id) where state < ''active''', table_name);
    execute format('alter table jobs.%I add constraint cjc check (name = %L)', table_name, queue_name);
    execute format('alter table jobs.job attach partition jobs.%I for values in (%L)', table_name, queue_name);
  end;
  $$ language plpgsql`,
  `create function jobs.delete_queue(queue_name text) returns void as $$
  declare
    table_name varchar;
  begin
    with deleted as (delete from jobs.queue where name = queue_name returning partition_name)
    select partition_name from deleted into table_name;
    execute format('drop table if exists jobs.%I', table_name);
  end;
  $$ language plpgsql`,
  'revoke execute on function jobs.create_queue(text, json), jobs.delete_queue(text) from public',
  `insert into jobs.version (version) values ('24')`,
  // Attempts are counted, and spaced, by the letter's own row: a job that was lost with its server is simply given again.
  `select jobs.create_queue('letters', '{"policy": "standard", "retryLimit": 1000, "retryDelay": 0, "expireInSeconds": 900}')`,
] as const;

const UP = [...LETTERS, ...JOBS];
