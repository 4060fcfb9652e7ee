/** Where Prometheus looks. Not for the public: this machine may look, or whoever holds the token, where one is set. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type ApiEnv, isLoopback } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { refused } from '../problems/refused-error.js';
import { Metrics } from './metrics.js';

const digest = (text: string) => createHash('sha256').update(text).digest();
/** IPv4 as a socket that listens on both writes it. */
const plainAddress = (address: string) => (isIP(address) === 6 ? address.replace(/^::ffff:/i, '') : address);

/** Behind a proxy everybody comes from this machine; a proxy says so. */
const throughProxy = ({ headers }: Request) =>
  ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'].some(name => headers[name] !== undefined);

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Pick<ApiEnv, 'metrics' | 'metricsToken'>,
  ) {}

  @Get()
  async read(@Req() request: Request, @Res() response: Response) {
    // Whoever may not look is not told that there is something to see.
    if (!this.mayLook(request)) throw refused('http.not_found');
    const { type, text } = await this.metrics.read();
    response.setHeader('Content-Type', type).setHeader('Cache-Control', 'no-store').send(text);
  }

  private mayLook(request: Request): boolean {
    const { metrics, metricsToken } = this.env;
    if (!metrics) return false;
    if (metricsToken === undefined)
      return !throughProxy(request) && isLoopback(plainAddress(request.socket.remoteAddress ?? ''));
    const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(digest(shown), digest(metricsToken));
  }
}
