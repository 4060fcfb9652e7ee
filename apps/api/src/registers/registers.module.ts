/** The council's registers of decisions, tasks and offices, copied from what its sessions brought about. */
import { Module } from '@nestjs/common';
import { JournalModule } from '../live/journal.module.js';
import { NamesModule } from '../names/names.module.js';
import { NumberingService } from './numbering.service.js';
import { PlanningController } from './planning.controller.js';
import { RegistersController } from './registers.controller.js';
import { RegistersReconciler } from './registers.reconciler.js';

@Module({
  imports: [JournalModule, NamesModule],
  controllers: [RegistersController, PlanningController],
  providers: [RegistersReconciler, NumberingService],
})
export class RegistersModule {}
