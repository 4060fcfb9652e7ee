/** Whoever presides and holds keys of ballot boxes, without a page: makes them, has them held by the own device and by a recovery code, and gives them. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BallotKeyPair,
  keyPairOfRecoveryCode,
  makeKeyPair,
  makeRecoveryCode,
  seal,
  toBase64Url,
} from '@kengesh/ballot-key';
import type { BallotKeyAnswer, BallotKeyInput, KeyCopiesInput, Me } from '@kengesh/contracts';
import { type Device, request } from './desk.js';

const PATIENCE = 60_000;
const text = (value: string) => new TextEncoder().encode(value);

export class KeyHolder {
  private readonly pairs = new Map<string, BallotKeyPair>();

  constructor(
    private readonly device: Device,
    private readonly session: string,
    /** What the server calls this device; asked for where it is not known. */
    private readonly known?: string,
  ) {}

  private ask<T>(method: string, what: string, body: unknown): Promise<T> {
    return request<T>(this.device, method, `/api/sessions/${this.session}/ballot-key/${what}`, body);
  }

  /** A new key, of which two copies are confirmed: its public half, for the act that opens the vote. */
  async make(): Promise<string> {
    const [pair, own, code] = await Promise.all([
      makeKeyPair(),
      makeKeyPair(),
      keyPairOfRecoveryCode(makeRecoveryCode()),
    ]);
    const device = this.known ?? (await request<Me>(this.device, 'GET', '/api/me')).device;
    if (device === undefined) throw new Error('the server knows no device of whoever presides');
    await this.ask('PUT', 'holder', { publicKey: own.publicKey });
    const sealed = async (to: string) =>
      toBase64Url(await seal(to, text(pair.privateKey), `kengesh key ${this.session} ${pair.publicKey}`));
    const copies: KeyCopiesInput['copies'] = [
      { holder: device, sealed: await sealed(own.publicKey) },
      { holder: 'recovery-code', recoveryKey: code.publicKey, sealed: await sealed(code.publicKey) },
    ];
    const { publicKey } = pair;
    await this.ask('PUT', 'copies', { publicKey, copies });
    await this.ask('POST', 'confirmations', { publicKey });
    await this.ask('POST', 'confirmations', { publicKey, holder: 'recovery-code' });
    this.pairs.set(publicKey, pair);
    return publicKey;
  }

  /** Gives the key of a vote that has ended, again and again until the server says what became of it. */
  async give(publicKey: string): Promise<BallotKeyAnswer['became']> {
    const pair = this.pairs.get(publicKey);
    if (!pair) throw new Error('this key is not held here');
    const input: BallotKeyInput = { commandId: randomUUID(), ...pair };
    for (const end = performance.now() + PATIENCE; ; await sleep(250)) {
      const answer = await this.ask<BallotKeyAnswer>('POST', 'keys', input).catch((error: unknown) => {
        if (performance.now() > end) throw error;
      });
      if (answer) {
        if (answer.became !== 'waiting') this.pairs.delete(publicKey);
        return answer.became;
      }
    }
  }
}
