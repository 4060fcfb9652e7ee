import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import * as z from 'zod';
import { LOGGER } from '../config/tokens.js';
import { appliedMigrations } from '../database/installation.queries.js';
import { migrationNames } from '../database/migrate.js';
import { refused } from '../problems/refused-error.js';

const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ standardSchema: health })
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The database answers and has the shape this version needs' })
  @ApiOkResponse({ standardSchema: health })
  @ApiServiceUnavailableResponse({ description: 'Problem `server.not_ready`, `params.reason`: database or migrations' })
  async ready() {
    const missing = await this.missingMigrations().catch(err => {
      this.log.warn({ err }, 'the database does not answer');
      throw refused('server.not_ready', { reason: 'database' });
    });
    if (missing.length > 0) throw refused('server.not_ready', { reason: 'migrations', missing });
    return { status: 'ok' };
  }

  private async missingMigrations(): Promise<string[]> {
    const done = await appliedMigrations(this.db.manager);
    return migrationNames.filter(name => !done.has(name));
  }
}
