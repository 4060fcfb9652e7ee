/** Nest's own lines, in our log. What Nest tells of itself at start is of use to nobody but who debugs it. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

export function nestLog(log: Logger): LoggerService {
  const about = (rest: unknown[]) => ({ context: rest.at(-1) });
  return {
    log: (message: unknown, ...rest: unknown[]) => log.debug(about(rest), String(message)),
    debug: (message: unknown, ...rest: unknown[]) => log.debug(about(rest), String(message)),
    verbose: (message: unknown, ...rest: unknown[]) => log.trace(about(rest), String(message)),
    warn: (message: unknown, ...rest: unknown[]) => log.warn(about(rest), String(message)),
    error: (message: unknown, ...rest: unknown[]) =>
      message instanceof Error ? log.error({ err: message, ...about(rest) }) : log.error(about(rest), String(message)),
    fatal: (message: unknown, ...rest: unknown[]) =>
      message instanceof Error ? log.fatal({ err: message, ...about(rest) }) : log.fatal(about(rest), String(message)),
  };
}
