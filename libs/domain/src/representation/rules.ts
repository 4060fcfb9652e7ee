import type { DataOf } from '../json.js';
import type { representation } from './rules-schema.js';

export const RECUSAL_MODES = ['excluded', 'present'] as const;
export type RepresentationRules = DataOf<typeof representation>;

export const DEFAULT_REPRESENTATION = {
  proxies: { perHolder: 1, countForQuorum: false },
  substitutes: true,
  recusal: 'excluded',
  recusedMaySpeak: false,
} as const satisfies RepresentationRules;

/**
 * A registration number or a hash, in any alphabet and with №: without spaces but after that sign, and beyond Latin never without a
 * digit, so that no name is written here.
 */
export const PROOF =
  /^(?:[A-Za-z0-9][A-Za-z0-9_./:-]{0,63}|(?=.*\p{Nd})(?:№ ?)?[\p{L}\p{N}][\p{L}\p{M}\p{N}№_./:-]{0,61})$/u;
export const isProof = (text: string): boolean => PROOF.test(text.trim().normalize('NFC'));
