/** Whether this node lives and whether it may be sent people: asked by proxies, containers and whoever watches over it. */
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

@Module({ controllers: [HealthController] })
export class HealthModule {}
