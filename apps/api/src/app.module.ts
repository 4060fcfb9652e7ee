/** The root module: a line for each feature module. */
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Logger } from 'pino';
import { BallotKeysModule } from './ballot-keys/ballot-keys.module.js';
import { configModule } from './config/config.module.js';
import type { ApiEnv } from './config/env.js';
import { CouncilsModule } from './councils/councils.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DeskAccountsModule } from './desk-accounts/desk-accounts.module.js';
import { HealthModule } from './health/health.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LettersModule } from './letters/letters.module.js';
import { LiveModule } from './live/live.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NamesModule } from './names/names.module.js';
import { RecordsModule } from './records/records.module.js';
import { RegistersModule } from './registers/registers.module.js';
import { RehearsalsModule } from './rehearsals/rehearsals.module.js';
import { SampleModule } from './sample/sample.module.js';
import { SecurityLogModule } from './security-log/security-log.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TextsModule } from './texts/texts.module.js';
import { VideoModule } from './video/video.module.js';

const rooms: (Type | DynamicModule)[] = [
  DatabaseModule,
  HealthModule,
  MetricsModule,
  SecurityLogModule,
  IdentityModule,
  CouncilsModule,
  SessionsModule,
  SampleModule,
  LiveModule,
  BallotKeysModule,
  VideoModule,
  LettersModule,
  InvitationsModule,
  DeskAccountsModule,
  RecordsModule,
  RegistersModule,
  TextsModule,
  NamesModule,
  RehearsalsModule,
];

@Module({})
class AppModule {}

export const appModule = (env: ApiEnv, log: Logger): DynamicModule => ({
  module: AppModule,
  imports: [configModule(env, log), ...rooms],
});
