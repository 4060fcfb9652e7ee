/** The list of rooms, a line each. */
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Logger } from 'pino';
import { configModule } from './config/config.module.js';
import type { ApiEnv } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';

const rooms: (Type | DynamicModule)[] = [DatabaseModule, HealthModule];

@Module({})
class AppModule {}

export const appModule = (env: ApiEnv, log: Logger): DynamicModule => ({
  module: AppModule,
  imports: [configModule(env, log), ...rooms],
});
