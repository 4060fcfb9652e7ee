/** Authentication by password or link, device sessions and their revocation. Every feature's guard asks here. */
import { Global, Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';
import { AuthGuard } from './auth.guard.js';
import { DeskAccess } from './desk-access.js';
import { IdentityController } from './identity.controller.js';
import { Identities } from './identity.js';
import { IdentityService } from './identity.service.js';
import { KnownDevices } from './known-devices.repository.js';
import { LinksService } from './links.service.js';
import { MeService } from './me.service.js';
import { MyDevicesService } from './my-devices.service.js';
import { SecurityLogController } from './security-log.controller.js';

const SERVICES = [
  IdentityService,
  AccountsService,
  LinksService,
  MeService,
  MyDevicesService,
  DeskAccess,
  AuthGuard,
  KnownDevices,
];

@Global()
@Module({
  controllers: [IdentityController, SecurityLogController],
  providers: [...SERVICES, { provide: Identities, useExisting: IdentityService }],
  exports: [Identities, ...SERVICES],
})
export class IdentityModule {}
