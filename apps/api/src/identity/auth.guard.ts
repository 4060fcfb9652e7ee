import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { Request } from 'express';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { refused } from '../problems/refused-error.js';
import { rememberActor } from '../security-log/request-source.js';
import { ownOrigin, remember } from './http.js';
import { Identities } from './identity.js';

/**
 * Lets a request pass that shows a valid bearer, or `X-Kengesh-As` with the cookie of that handle. The header is what a
 * foreign page cannot send, so no cookie alone ever writes. Handlers get the answer by `@Who()`.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly identities: Identities,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.method !== 'GET' && request.method !== 'HEAD') ownOrigin(request, this.env);
    const { cookie, authorization } = request.headers;
    const identity = await this.identities.authenticate({ handle: request.get('x-kengesh-as'), cookie, authorization });
    if ('refused' in identity) throw refused(identity.refused);
    remember(request, identity);
    rememberActor(identity.handle);
    return true;
  }
}

/** `AuthGuard` on a controller or handler; what the API's document says of it stands in `pages/document-rules.ts`. */
export const Authenticated = () => applyDecorators(UseGuards(AuthGuard));
