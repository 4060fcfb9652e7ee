import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Folded states of long journals, so that a start need not read them from the first entry. A cache beside the record: it may
 * be emptied at any time. And an index that finds the closed journals without reading them.
 */
export class KeepFoldedStates1700000000600 implements MigrationInterface {
  readonly name = 'KeepFoldedStates1700000000600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table folded_states (
      session_id text not null,
      seq integer not null check (seq > 0),
      hash text not null check (hash ~ '^[0-9a-f]{64}$'),
      at text not null,
      fold text not null,
      body bytea not null,
      primary key (session_id, seq)
    )`);
    await queryRunner.query(
      `create index journal_entries_closed on journal_entries (session_id) where type = 'session.closed'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index journal_entries_closed');
    await queryRunner.query('drop table folded_states');
  }
}
