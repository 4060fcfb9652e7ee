/** The database as the application's role: TypeORM for the desk rooms, a plain pool for the journal. It never migrates. */
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { entities } from './entities.js';
import { PG_POOL } from './tokens.js';

/** Every session of ours thinks in UTC, whatever the server's own setting, and looks for its tables in one place only. */
const options = ({ schema }: ApiEnv) => `-c timezone=UTC -c search_path=${schema ?? 'public'}`;

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ENV],
      useFactory: (env: ApiEnv) => ({
        type: 'postgres' as const,
        url: env.databaseUrl,
        entities,
        synchronize: false,
        migrationsRun: false,
        // main.ts has waited for the database already: what fails here will not heal by waiting.
        retryAttempts: 1,
        extra: { max: 8, options: options(env), application_name: 'kengesh-desk' },
      }),
    }),
  ],
  providers: [
    {
      provide: PG_POOL,
      inject: [ENV, LOGGER],
      useFactory: (env: ApiEnv, log: Logger) => {
        const pool = new pg.Pool({
          connectionString: env.databaseUrl,
          max: 10,
          connectionTimeoutMillis: 10_000,
          options: options(env),
          application_name: 'kengesh-journal',
          pipeline: true,
        });
        // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
        pool.on('error', (err: Error & { client?: unknown }) => {
          // The pool hangs the whole connection on it, which would be the longest line of the log.
          err.client = undefined;
          log.warn({ err }, 'a database connection was lost');
        });
        // Neither does one that breaks while somebody holds it, between two statements: the next statement tells.
        pool.on('connect', client => client.on('error', () => undefined));
        return pool;
      },
    },
  ],
  exports: [PG_POOL, TypeOrmModule],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(PG_POOL) private readonly pool: pg.Pool) {}

  async onApplicationShutdown() {
    await this.pool.end();
  }
}
