/** The live session: sockets, the same over HTTP, who is connected, the live figures. */
import { Module } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ApiEnv } from '../config/env.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import { IdentityModule } from '../identity/identity.module.js';
import { IdentityService } from '../identity/identity.service.js';
import { ClusterNode } from '../nodes/cluster-node.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { CredentialWatch } from './credential-watch.js';
import { FanOut } from './fan-out.js';
import { FurtherDevices } from './further-devices.js';
import { JournalController } from './journal.controller.js';
import { JournalGateway } from './journal.gateway.js';
import { JournalModule } from './journal.module.js';
import { JournalService } from './journal.service.js';
import { OpenPages } from './open-pages.js';
import { PresenceTracker, RETURN_WAIT } from './presence.js';
import { RateLimits } from './rate-limits.js';
import { RolesByElection } from './roles-by-election.js';
import { SessionDevices } from './session-devices.js';
import { SessionStatsPublisher } from './session-stats.js';

@Module({
  imports: [JournalModule, IdentityModule],
  controllers: [JournalController],
  providers: [
    ConnectionRegistry,
    {
      provide: ClusterPresence,
      inject: [ENV, JournalService, ConnectionRegistry, IdentityService, PG_POOL, LOGGER],
      useFactory: (
        { redisUrl }: ApiEnv,
        journal: JournalService,
        lines: ConnectionRegistry,
        identities: IdentityService,
        pool: Pool,
        log: Logger,
      ) =>
        redisUrl === undefined
          ? new ClusterPresence()
          : new ClusterNode(redisUrl, journal, lines, identities, pool, log),
    },
    FanOut,
    SessionStatsPublisher,
    PresenceTracker,
    OpenPages,
    { provide: RETURN_WAIT, useValue: 10_000 },
    RateLimits,
    CredentialWatch,
    JournalGateway,
    RolesByElection,
    FurtherDevices,
    SessionDevices,
  ],
  exports: [ConnectionRegistry, ClusterPresence],
})
export class LiveModule {}
