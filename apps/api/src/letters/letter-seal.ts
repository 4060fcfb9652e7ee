/**
 * Seals what waits in the database and may bring somebody in: without the secret of this installation, which lies beside the
 * database and in no backup of it, nothing of it can be used.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type ApiEnv, SettingsError } from '../config/env.js';
import { ENV } from '../config/tokens.js';

const FILE = 'letter-secret';
const NONCE = 12;
const TAG = 16;
/** Says with which secret something was sealed, and nothing of the secret. */
const MARK = 4;

@Injectable()
export class LetterSeal {
  private key: Promise<Buffer> | undefined;

  constructor(@Inject(ENV) private readonly env: ApiEnv) {}

  /** @throws SettingsError where no secret is set and none can be kept */
  async prepare(): Promise<void> {
    await this.keyOf();
  }

  async seal(bytes: Buffer): Promise<Buffer> {
    const key = await this.keyOf();
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([markOf(key), nonce, cipher.getAuthTag(), body]);
  }

  /** Undefined where it was sealed with another secret. */
  async open(sealed: Buffer): Promise<Buffer | undefined> {
    const key = await this.keyOf();
    if (!sealed.subarray(0, MARK).equals(markOf(key))) return undefined;
    const rest = sealed.subarray(MARK);
    const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, NONCE));
    decipher.setAuthTag(rest.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(rest.subarray(NONCE + TAG)), decipher.final()]);
  }

  private keyOf(): Promise<Buffer> {
    this.key ??= this.secret().then(secret => Buffer.from(hkdfSync('sha256', secret, '', 'seal of letters', 32)));
    return this.key;
  }

  private async secret(): Promise<string> {
    if (this.env.letterSecret !== undefined) return this.env.letterSecret;
    const file = path.resolve(this.env.home, FILE);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      // Of nodes that start together on one machine the first makes it, and all read it.
      await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(error => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
      for (let tries = 0; tries < 20; tries++) {
        const kept = (await readFile(file, 'utf8')).trim();
        if (kept.length >= 32) return kept;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      throw new Error('it is shorter than 32 characters');
    } catch (error) {
      throw new SettingsError([
        `LETTER_SECRET: found nothing, and ${file} cannot be used instead (${(error as Error).message}), expected a secret of 32 to 200 characters`,
      ]);
    }
  }
}

const markOf = (key: Buffer) => createHash('sha256').update('mark').update(key).digest().subarray(0, MARK);
