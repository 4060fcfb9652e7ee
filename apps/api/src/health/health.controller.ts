import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { migrationNames } from '../database/migrate.js';
import { PG_POOL } from '../database/tokens.js';
import { refused } from '../problems/refused-error.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ description: '`{"status":"ok"}`' })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The database answers and has the shape this version needs' })
  @ApiOkResponse({ description: '`{"status":"ok"}`' })
  @ApiServiceUnavailableResponse({ description: 'Problem `server.not_ready`, `params.reason`: database or migrations' })
  async ready() {
    const missing = await this.missingMigrations().catch(err => {
      this.log.warn({ err }, 'the database does not answer');
      throw refused('server.not_ready', { reason: 'database' }, 503);
    });
    if (missing.length > 0) throw refused('server.not_ready', { reason: 'migrations', missing }, 503);
    return { status: 'ok' };
  }

  private async missingMigrations(): Promise<string[]> {
    const { rows } = await this.pool.query<{ name: string }>('select name from migrations');
    const done = new Set(rows.map(row => row.name));
    return migrationNames.filter(name => !done.has(name));
  }
}
