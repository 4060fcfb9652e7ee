/** The live room: sockets, the same over HTTP, who has a line, the numbers on the wall. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { FanOut } from './fan-out.js';
import { JournalController } from './journal.controller.js';
import { JournalGateway } from './journal.gateway.js';
import { JournalModule } from './journal.module.js';
import { Lines } from './lines.js';
import { Pace } from './own-session.js';
import { Presence, RETURN_WAIT } from './presence.js';
import { Pulses } from './pulse.js';

@Module({
  imports: [JournalModule, IdentityModule],
  controllers: [JournalController],
  providers: [Lines, FanOut, Pulses, Presence, { provide: RETURN_WAIT, useValue: 10_000 }, Pace, JournalGateway],
})
export class LiveModule {}
