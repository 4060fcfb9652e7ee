/** Accounts of the desk: which belong to a council and as what, and how one comes back in whose password is forgotten. */
import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { CouncilAccountsController } from './council-accounts.controller.js';
import { CouncilAccountsService } from './council-accounts.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordResetService } from './password-reset.service.js';

@Module({
  imports: [LettersModule],
  controllers: [CouncilAccountsController, PasswordResetController],
  providers: [CouncilAccountsService, PasswordResetService],
})
export class DeskAccountsModule {}
