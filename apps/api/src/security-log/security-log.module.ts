/** The security log, for every feature that lets somebody in, keeps somebody out, or hands something out. */
import { Global, Module } from '@nestjs/common';
import { RefusedOrigins } from './refused-origins.js';
import { SecurityLog } from './security-log.js';

@Global()
@Module({ providers: [SecurityLog, RefusedOrigins], exports: [SecurityLog, RefusedOrigins] })
export class SecurityLogModule {}
