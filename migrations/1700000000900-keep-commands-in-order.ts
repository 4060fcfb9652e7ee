import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of idempotency by command first and then by who asked: ids of commands begin with their moment, so the ballots of one
 * vote lie on a few pages of the index, and the first vote after a checkpoint need not write a thousand of them in full.
 */
export class KeepCommandsInOrder1700000000900 implements MigrationInterface {
  readonly name = 'KeepCommandsInOrder1700000000900';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(keyed('session_id, command_id, actor, part'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(keyed('session_id, actor, command_id, part'));
  }
}

const keyed = (columns: string) => `alter table public.journal_entries
  drop constraint journal_entries_command,
  add constraint journal_entries_command unique (${columns})`;
