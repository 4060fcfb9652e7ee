/**
 * npm hands SIGTERM on, but nothing tells us when it, or the shell it puts between, was killed: only that another process
 * is our parent (or the shell's) from then on.
 */
import { readFileSync } from 'node:fs';

/** Who looks after us: our parent, and the parent of a shell that only waits for us. */
function keepers(): string {
  const parent = process.ppid;
  try {
    const [, name = '', grandparent = ''] =
      /^\d+ \((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
    return /^(sh|dash|bash|ash|busybox)$/.test(name) ? `${parent} ${grandparent}` : String(parent);
  } catch {
    // No /proc here; there the shell replaces itself by us.
    return String(parent);
  }
}

/** Only for a start by npm: a server that somebody put into the background has a right to outlive its shell. */
export function onParentExit(then: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const known = keepers();
  const watch = setInterval(() => {
    if (keepers() === known) return;
    clearInterval(watch);
    then();
  }, 500);
  watch.unref();
}
