/** Seals ballots of this node and opens boxes whose key a holder has just given. Private keys are in memory only, while they are used. */
import { randomInt } from 'node:crypto';
import { type BoxCipher, canonical, type Json } from '@kengesh/journal';
import { createOpener, createSealer, type Sealer } from './sealing.js';

/** Bytes of a ballot before it is sealed: the longest there is, with its quotes. */
const LENGTH = 320;
/** Milliseconds for which ballots of one box are sealed by one encapsulation. */
const KEPT = 100;

function padded(content: Json): Buffer {
  const text = Buffer.from(canonical(content));
  if (text.length > LENGTH) throw new Error('a ballot is longer than any can be');
  return Buffer.concat([text, Buffer.alloc(LENGTH - text.length, ' ')]);
}

/** What a page and the server name alike: a ballot sealed for one box says nothing in another. */
const contextOf = (box: string) => `kengesh ballot ${box}`;

function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

export interface KeyedCipher extends BoxCipher {
  /** The key of this box is at hand while `work` lasts, and no longer. */
  withKey<T>(box: string, privateKey: string, work: () => Promise<T>): Promise<T>;
}

export function createBoxCipher(): KeyedCipher {
  const sealers = new Map<string, Sealer>();
  /** Of one box the same key may be given twice at once. */
  const atHand = new Map<string, string[]>();

  /** One encapsulation for the ballots of a moment. What it holds would open them again, so it is forgotten soon. */
  function sealerOf(publicKey: string, box: string): Sealer {
    const name = `${publicKey} ${box}`;
    const known = sealers.get(name);
    if (known) return known;
    const made = createSealer(publicKey, contextOf(box));
    sealers.set(name, made);
    setTimeout(() => sealers.delete(name), KEPT).unref();
    return made;
  }

  return {
    seal: (publicKey, content, box) => sealerOf(publicKey, box).seal(padded(content)).toString('base64url'),
    open(box, sealed) {
      const key = atHand.get(box)?.[0];
      if (key === undefined) return null;
      const opener = createOpener(key, contextOf(box));
      const texts = sealed.map(text => opener.open(Buffer.from(String(text), 'base64url')));
      return shuffled(texts.map(text => JSON.parse(text.toString()) as Json));
    },
    async withKey(box, privateKey, work) {
      const keys = atHand.get(box) ?? [];
      atHand.set(box, [...keys, privateKey]);
      try {
        return await work();
      } finally {
        const left = atHand.get(box)?.slice(1) ?? [];
        if (left.length > 0) atHand.set(box, left);
        else atHand.delete(box);
      }
    },
  };
}
