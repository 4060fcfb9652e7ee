/**
 * The key pair of this device, to which copies are sealed, and the command ids under which keys are given. Kept in the browser's
 * storage, where a reload and another tab of the same link find them; where the browser keeps nothing, in this page alone.
 */
import { type BallotKeyPair, makeKeyPair } from '@kengesh/ballot-key';
import { newCommandId } from '../../api/client.js';

interface Kept {
  readonly pair: BallotKeyPair;
  /** By public key of a box. */
  readonly commands: { readonly [publicKey: string]: string };
}

export interface DeviceKey {
  /** Whether a reload of the page finds the key again. */
  isKept(): boolean;
  pair(): Promise<BallotKeyPair>;
  /** The same for the same box, however often and from whichever tab its key is given. */
  commandFor(publicKey: string): Promise<string>;
  /** Copies sealed to the pair so far can be opened by nobody any more. */
  renew(): Promise<void>;
  forget(): void;
}

export function deviceKey(as: string, storage: () => Storage = () => localStorage): DeviceKey {
  const name = `kengesh.ballot-key.${as}`;
  let own: Kept | null = null;
  let kept = true;

  function read(): Kept | null {
    try {
      const found = JSON.parse(storage().getItem(name) ?? 'null') as Kept | null;
      return found?.pair.privateKey ? found : own;
    } catch {
      return own;
    }
  }
  function write(next: Kept): Kept {
    own = next;
    try {
      storage().setItem(name, JSON.stringify(next));
      kept = storage().getItem(name) !== null;
    } catch {
      kept = false;
    }
    return next;
  }
  async function current(): Promise<Kept> {
    const found = read();
    if (found) return write(found);
    const pair = await makeKeyPair();
    // Another tab may have been first.
    return write(read() ?? { pair, commands: {} });
  }

  return {
    isKept: () => kept,
    pair: async () => (await current()).pair,
    async commandFor(publicKey) {
      const { pair, commands } = await current();
      const command = commands[publicKey] ?? newCommandId();
      write({ pair, commands: { ...commands, [publicKey]: command } });
      return command;
    },
    async renew() {
      write({ pair: await makeKeyPair(), commands: {} });
    },
    forget() {
      own = null;
      try {
        storage().removeItem(name);
      } catch {
        // There is nothing to forget.
      }
    },
  };
}
