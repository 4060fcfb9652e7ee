/** The sample council, for a first look at the product. Loaded only where KENGESH_SAMPLE asks for it. */
import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { JournalModule } from '../live/journal.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { SAMPLE } from './sample.js';
import { SampleService } from './sample.service.js';

@Module({
  imports: [IdentityModule, JournalModule, SessionsModule],
  providers: [SampleService, { provide: SAMPLE, useExisting: SampleService }],
})
export class SampleModule {}
