/** The parent's side of probe-inside.mjs. */
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Probed {
  /** Milliseconds of processor time since it began. */
  readonly cpu: number;
  readonly heap: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
  /** The longest time the loop stood still since it was last asked, milliseconds. */
  readonly stall: number;
}
export interface ProbeOptions {
  /** Throw away first what nobody holds. */
  readonly collect?: boolean;
}

/** Arguments for Node that take the probe into a process; its stdio must have a channel `ipc`. */
export const PROBED = ['--expose-gc', '--import', fileURLToPath(new URL('./probe-inside.mjs', import.meta.url))];

let asked = 0;

export function probe(child: ChildProcess, { collect = false }: ProbeOptions = {}): Promise<Probed> {
  asked += 1;
  const number = asked;
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the process under measure has ended'));
    const heard = (message: unknown) => {
      const answer = message as { probe?: number; found?: Probed };
      if (answer.probe !== number || !answer.found) return;
      child.off('message', heard);
      child.off('exit', gone);
      resolve(answer.found);
    };
    child.on('message', heard);
    child.once('exit', gone);
    child.send({ probe: number, collect });
  });
}
