/**
 * A log as files of a folder: one a day (UTC), another where it grows too large, removed after thirty days. Nothing is
 * renamed, so several processes may write to one folder.
 */
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DestinationStream } from 'pino';

const DAY = 86_400_000;
/** Lines hold addresses, which are kept so long (SEC-12). */
export const KEPT_DAYS = 30;
const MAX_BYTES = 16 * 1024 * 1024;
const NAME = /^security-(\d{4}-\d\d-\d\d)(\.\d+)?\.log$/;

export class DailyFiles implements DestinationStream {
  private day = '';
  private part = 1;
  private bytes = 0;

  /** @throws where the folder cannot be made or written to */
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
    private readonly maxBytes = MAX_BYTES,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.turn(this.today());
    appendFileSync(this.file(), '', { mode: 0o600 });
  }

  write(line: string): void {
    const today = this.today();
    if (today !== this.day) this.turn(today);
    if (this.bytes > 0 && this.bytes + Buffer.byteLength(line) > this.maxBytes) this.nextPart();
    appendFileSync(this.file(), line, { mode: 0o600 });
    this.bytes += Buffer.byteLength(line);
  }

  private today(): string {
    return new Date(this.now()).toISOString().slice(0, 10);
  }

  private file(): string {
    return path.join(this.folder, `security-${this.day}${this.part === 1 ? '' : `.${this.part}`}.log`);
  }

  private turn(day: string): void {
    this.day = day;
    this.part = 1;
    this.bytes = this.size();
    while (this.bytes >= this.maxBytes) this.nextPart();
    this.removeOld();
  }

  private nextPart(): void {
    this.part++;
    this.bytes = this.size();
  }

  private size(): number {
    return statSync(this.file(), { throwIfNoEntry: false })?.size ?? 0;
  }

  private removeOld(): void {
    const oldest = new Date(this.now() - KEPT_DAYS * DAY).toISOString().slice(0, 10);
    for (const name of readdirSync(this.folder)) {
      const day = NAME.exec(name)?.[1];
      if (day !== undefined && day < oldest) rmSync(path.join(this.folder, name), { force: true });
    }
  }
}
