/** Whether two states are the same as JSON. What was compared once, object by object, is not compared again. */

const same = new WeakMap<object, WeakSet<object>>();

/** Path of the first difference, or null. Members that are undefined do not count, nor does their order. */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path || '/';
  if (Array.isArray(a) !== Array.isArray(b)) return path || '/';
  if (same.get(a)?.has(b)) return null;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = difference(left[name], right[name], `${path}/${name}`);
    if (found !== null) return found;
  }
  const known = same.get(a) ?? new WeakSet();
  same.set(a, known.add(b));
  return null;
}
