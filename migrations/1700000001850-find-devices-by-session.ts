import type { MigrationInterface, QueryRunner } from 'typeorm';

/** While people are in the video room of a session, its devices are looked up every second or two. */
export class FindDevicesBySession1700000001850 implements MigrationInterface {
  readonly name = 'FindDevicesBySession1700000001850';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index ix_auth_sessions_session on public.auth_sessions (session_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index public.ix_auth_sessions_session');
  }
}
