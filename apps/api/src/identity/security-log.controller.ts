import { type SecurityEntry, type SecurityQuery, securityEntry, securityQuery } from '@kengesh/contracts';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import * as z from 'zod';
import { type SecurityRow, securityRows } from '../security-log/security-events.queries.js';
import { SecurityLog } from '../security-log/security-log.js';
import { Authenticated } from './auth.guard.js';
import { DeskAccess } from './desk-access.js';
import { CurrentIdentity } from './http.js';
import type { Identity } from './identity.js';
import { deviceName } from './my-devices.service.js';

@ApiTags('identity')
@Authenticated()
@Controller('api/councils/:id/security-log')
export class SecurityLogController {
  constructor(
    private readonly db: DataSource,
    private readonly access: DeskAccess,
    private readonly security: SecurityLog,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: "A council's security log, the newest line first",
    description: 'Addresses and devices are forgotten after thirty days.',
  })
  @ApiOkResponse({ standardSchema: securityEntry.array() })
  async read(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: securityQuery }) { before, limit, topic }: SecurityQuery,
  ): Promise<SecurityEntry[]> {
    await this.access.council(who, id, 'log');
    await this.security.flush();
    return (await securityRows(this.db.manager, id, { before: before ?? null, limit, topic: topic ?? null })).map(
      asEntry,
    );
  }
}

function asEntry({ actor, actorLabel, subject, subjectLabel, at, ...row }: SecurityRow): SecurityEntry {
  const { id, event, sessionId, address, userAgent, details } = row;
  return {
    ...{ id, event, sessionId, address, userAgent, details },
    ...(userAgent === null ? {} : { browser: deviceName(userAgent) }),
    at: at.toISOString(),
    actor: actor === null ? null : { handle: actor, label: actorLabel },
    subject: subject === null ? null : { handle: subject, label: subjectLabel },
  };
}
