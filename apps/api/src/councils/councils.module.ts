/** The councils of this installation: what each is called, by which rules it works, and its seats in protocol order. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { CouncilsController } from './councils.controller.js';
import { CouncilsService } from './councils.service.js';
import { SeatsService } from './seats.service.js';

@Module({
  imports: [IdentityModule],
  controllers: [CouncilsController],
  providers: [CouncilsService, SeatsService],
})
export class CouncilsModule {}
