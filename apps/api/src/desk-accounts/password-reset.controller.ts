import { passwordReset } from '@kengesh/contracts';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type * as z from 'zod';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { originOf, ownOrigin } from '../identity/http.js';
import { PasswordResetService } from './password-reset.service.js';

@ApiTags('identity')
@Controller('api/password-reset')
export class PasswordResetController {
  constructor(
    private readonly resets: PasswordResetService,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  @Post()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ask for a link by mail to set a new password',
    description: 'Answered alike whether the address has an account. Refusals: mail.not_configured, signin.too_many',
  })
  @ApiNoContentResponse()
  @ApiResponse({ status: 429, description: 'Problem: `signin.too_many`, with the seconds to wait' })
  async ask(
    @Body({ schema: passwordReset }) { email }: z.output<typeof passwordReset>,
    @Req() request: Request,
  ): Promise<void> {
    ownOrigin(request, this.env);
    await this.resets.ask(email, request.ip ?? '', originOf(request, this.env));
  }
}
