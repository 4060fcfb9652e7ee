/** Global module: the settings and the logger, for every feature. */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ApiEnv } from './env.js';
import { ENV, LOGGER } from './tokens.js';

@Global()
@Module({})
class ConfigModule {}

export const configModule = (env: ApiEnv, log: Logger): DynamicModule => ({
  module: ConfigModule,
  providers: [
    { provide: ENV, useValue: env },
    { provide: LOGGER, useValue: log },
  ],
  exports: [ENV, LOGGER],
});
