import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who can hold the key of a ballot box, and copies of keys sealed to them. Never a key: only its holders open a copy. The rows
 * of a key go when its vote is counted or void, all of a session's with its close.
 */
export class HandKeysOfBallotBoxesOut1700000002010 implements MigrationInterface {
  readonly name = 'HandKeysOfBallotBoxesOut1700000002010';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['ballot_key_copies', 'ballot_key_holders'])
      await queryRunner.query(`drop table public.${table}`);
  }
}

const UP = [
  `create table public.ballot_key_holders (
    session_id text not null,
    device text not null,
    participant text not null,
    public_key text not null,
    primary key (session_id, device)
  )`,
  // The holder is a device, or a code on paper, of which the public half is kept beside its copy.
  `create table public.ballot_key_copies (
    session_id text not null,
    public_key text not null,
    holder text not null,
    recovery_key text,
    sealed text not null,
    confirmed boolean not null default false,
    primary key (session_id, public_key, holder)
  )`,
];
