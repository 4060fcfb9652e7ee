/** Copies of a box's private key, each sealed to the device of one holder or to a recovery code. */
import { fromBase64Url, open, publicKeyOf, seal, toBase64Url } from '@kengesh/ballot-key';

/** The private half of a box's key, with the public one that its vote carries. */
export interface BoxKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A copy is of this key, in this session, and of use for nothing else. */
const contextOf = (session: string, publicKey: string) => `kengesh copy of a ballot key: ${session} ${publicKey}`;

export async function sealCopy(session: string, key: BoxKey, holderKey: string): Promise<string> {
  const privateKey = fromBase64Url(key.privateKey) ?? new Uint8Array();
  return toBase64Url(await seal(holderKey, privateKey, contextOf(session, key.publicKey)));
}

/** Null where it was not sealed to `holderKey`, or what it holds is not the private half of `publicKey`. */
export async function openCopy(
  session: string,
  publicKey: string,
  sealed: string,
  holderKey: string,
): Promise<BoxKey | null> {
  try {
    const bytes = fromBase64Url(sealed) ?? new Uint8Array();
    const privateKey = toBase64Url(await open(holderKey, bytes, contextOf(session, publicKey)));
    return (await publicKeyOf(privateKey)) === publicKey ? { publicKey, privateKey } : null;
  } catch {
    return null;
  }
}
