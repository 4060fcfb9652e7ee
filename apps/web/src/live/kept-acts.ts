import type { Act } from '@kengesh/domain';

/** An act with the command id it keeps until it is answered. */
export interface KeptAct {
  readonly command: string;
  readonly act: Act;
  /** When it was first asked, by this device's clock. */
  readonly since: number;
}

/** So long after it was asked an act is still what was meant; later it would take everybody by surprise. Milliseconds. */
const MEANT_FOR = 10 * 60_000;

const isKept = (value: unknown): value is KeptAct => {
  const { command, act, since } = (value ?? {}) as Partial<KeptAct>;
  return typeof command === 'string' && typeof since === 'number' && typeof (act as Act | undefined)?.type === 'string';
};

/**
 * Acts of one page that are not answered yet, kept over a reload in the tab itself: another tab does not see them, a closed one
 * forgets them, and nothing stays once the answer is there. Of a secret ballot the choice stands here exactly as long as it is
 * on its way.
 */
export function keptActs(as: string) {
  const key = `kengesh.asked.${as}`;
  let mine: readonly KeptAct[] = [];

  function write(): void {
    try {
      if (mine.length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(mine));
    } catch {
      // A browser that keeps nothing asks on for as long as the page stays.
    }
  }

  function read(): readonly KeptAct[] {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
      return Array.isArray(found) ? found.filter(isKept) : [];
    } catch {
      return [];
    }
  }

  return {
    /** What an earlier load of this page left, and how many of them were asked too long ago to be asked again. */
    load(): { readonly fresh: readonly KeptAct[]; readonly lapsed: number } {
      const found = read();
      mine = found.filter(({ since }) => Math.abs(Date.now() - since) < MEANT_FOR);
      write();
      return { fresh: mine, lapsed: found.length - mine.length };
    },
    add(asked: KeptAct): void {
      mine = [...mine, asked];
      write();
    },
    remove(command: string): void {
      mine = mine.filter(each => each.command !== command);
      write();
    },
  };
}
