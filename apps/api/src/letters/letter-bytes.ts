/** A letter as the bytes that a mail server is handed: made once, so that a second attempt is the same letter. */
import { readFile } from 'node:fs/promises';
import { asciiAddress } from '@kengesh/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { type ApiEnv, SettingsError } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import type { Letter } from './letter.js';

export interface Mail extends Letter {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly messageId: string;
  readonly date: Date;
  /** Of an invitation; other letters have none. */
  readonly method?: 'REQUEST' | 'CANCEL';
  readonly calendar?: string;
}

@Injectable()
export class LetterBytes {
  private composer: Promise<Transporter> | undefined;

  constructor(@Inject(ENV) private readonly env: ApiEnv) {}

  /** @throws SettingsError where the key that signs cannot be read */
  async prepare(): Promise<void> {
    await this.open();
  }

  async of({ to, method, calendar, ...mail }: Mail): Promise<Buffer> {
    const composer = await this.open();
    const { message } = await composer.sendMail({
      ...mail,
      to: { name: '', address: asciiAddress(to) },
      textEncoding: 'base64',
      ...(calendar === undefined ? {} : { icalEvent: { method, content: calendar, filename: 'invite.ics' } }),
    } as Parameters<Transporter['sendMail']>[0]);
    return message as Buffer;
  }

  private open(): Promise<Transporter> {
    this.composer ??= this.make();
    return this.composer;
  }

  private async make(): Promise<Transporter> {
    const { dkim } = this.env;
    const privateKey = dkim && (await keyAt(dkim.key));
    const { createTransport } = await import('nodemailer');
    return createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'windows',
      ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey } } : {}),
    } as object) as unknown as Transporter;
  }
}

async function keyAt(file: string): Promise<string> {
  const { createPrivateKey } = await import('node:crypto');
  try {
    const pem = await readFile(file, 'utf8');
    createPrivateKey(pem);
    return pem;
  } catch (error) {
    throw new SettingsError([`DKIM_KEY: ${(error as Error).message}, expected the path of a private key in PEM`]);
  }
}
