/**
 * Connections of the application's role, of one shape for both pools. TypeORM's is the pool of all desk data; the event store
 * keeps one of its own, because a desk transaction (preparing, numbering) waits for the journal while it holds a connection:
 * out of one pool, as many at once as it has would wait for each other for ever.
 */
import { Global, Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { entities } from './entities.js';
import { PG_POOL } from './tokens.js';

/** Every session of ours thinks in UTC, whatever the server's own setting, and looks for its tables in one place only. */
const connections = ({ schema }: ApiEnv, owner: 'desk' | 'journal', max: number) => ({
  max,
  connectionTimeoutMillis: 10_000,
  options: `-c timezone=UTC -c search_path=${schema ?? 'public'}`,
  application_name: `kengesh-${owner}`,
});

/**
 * Connections of the journal's pool that are always open: beside a flood of 5,000 acts in one session, the first act of another
 * came after 2,000 to 3,000 of them where it had to open its own, and after 0 to 500 where it found one (`fair.test.ts`).
 */
const WARM_CONNECTIONS = 4;

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
        extra: connections(env, 'desk', 8),
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
          ...connections(env, 'journal', 10),
          pipeline: true,
          min: WARM_CONNECTIONS,
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
export class DatabaseModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(PG_POOL) private readonly pool: pg.Pool) {}

  /** One that cannot be opened now is opened when it is needed. */
  async onApplicationBootstrap() {
    const opened = await Promise.allSettled(Array.from({ length: WARM_CONNECTIONS }, () => this.pool.connect()));
    for (const connection of opened) if (connection.status === 'fulfilled') connection.value.release();
  }

  async onApplicationShutdown() {
    await this.pool.end();
  }
}
