import * as z from 'zod';
import { commandId } from './live.js';

// The key of a secret vote's box: who can hold it, copies sealed to their devices, and the key itself at the count. All of it
// lies outside the journal. Under /api/sessions/{id}/ballot-key/, with the participant's cookie or bearer.

/** Half of a key pair: 32 bytes of X25519 (RFC 7748) as base64url. */
export const keyHalf = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url');
/** A private half, sealed to one holder: `enc || ciphertext` of HPKE (RFC 9180) as base64url. */
const sealedCopy = z.string().regex(/^[A-Za-z0-9_-]{60,400}$/, 'a sealed copy as base64url');
/** A device of an officer, as the journal knows it, or a code on paper. */
export const RECOVERY_CODE = 'recovery-code';
const holderId = z.union([z.uuid(), z.literal(RECOVERY_CODE)]);

/** PUT ballot-key/holder: this device can hold copies; said on joining. Another half than before forgets its copies. */
export const keyHolderInput = z.strictObject({ publicKey: keyHalf }).meta({ id: 'KeyHolderInput' });
export type KeyHolderInput = z.output<typeof keyHolderInput>;

/** GET ballot-key/holders: devices that can hold a copy and are connected now, by rank: presiding, deputies, secretary, tellers. */
export const keyHolders = z
  .strictObject({
    holders: z.array(
      z.strictObject({
        holder: z.uuid(),
        participant: z.string(),
        publicKey: keyHalf,
        /** Keys of which this holder's page has confirmed that it can open its copy. */
        confirmed: z.array(keyHalf),
      }),
    ),
  })
  .meta({ id: 'KeyHolders' });
export type KeyHolders = z.output<typeof keyHolders>;

/** PUT ballot-key/copies: by whoever presides for a new key, by a confirmed holder of it afterwards. One that lies there stays. */
export const keyCopiesInput = z
  .strictObject({
    publicKey: keyHalf,
    copies: z
      .array(
        z.strictObject({
          holder: holderId,
          /** Of a recovery code the public half that is made of it. */
          recoveryKey: keyHalf.optional(),
          sealed: sealedCopy,
        }),
      )
      .min(1)
      .max(50),
  })
  .meta({ id: 'KeyCopiesInput' });
export type KeyCopiesInput = z.output<typeof keyCopiesInput>;

/** GET ballot-key/copies: those of the device that asks, and those that a recovery code opens. */
export const keyCopies = z
  .strictObject({
    copies: z.array(
      z.strictObject({
        publicKey: keyHalf,
        holder: holderId,
        recoveryKey: keyHalf.optional(),
        sealed: z.string(),
        confirmed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'KeyCopies' });
export type KeyCopies = z.output<typeof keyCopies>;

/** POST ballot-key/confirmations: the page that asks has opened its copy, or the one sealed to the recovery code it has shown. */
export const keyConfirmation = z
  .strictObject({ publicKey: keyHalf, holder: z.literal(RECOVERY_CODE).optional() })
  .meta({ id: 'KeyConfirmation' });
export type KeyConfirmation = z.output<typeof keyConfirmation>;

/** POST ballot-key/keys: the key for the count, once the vote has ended. Repeated under one command id until it is counted or voided. */
export const ballotKeyInput = z
  .strictObject({ commandId, publicKey: keyHalf, privateKey: keyHalf })
  .meta({ id: 'BallotKeyInput' });
export type BallotKeyInput = z.output<typeof ballotKeyInput>;

/**
 * What became of the vote. `waiting`: its ballots are opened, and it waits for a count of papers or for a lot, for which no key
 * is needed any more; or it has not ended yet, and nothing was done with the key. Only after the other two a page forgets its key.
 */
export const ballotKeyAnswer = z
  .strictObject({ voting: z.string(), became: z.enum(['waiting', 'counted', 'voided']) })
  .meta({ id: 'BallotKeyAnswer' });
export type BallotKeyAnswer = z.output<typeof ballotKeyAnswer>;
