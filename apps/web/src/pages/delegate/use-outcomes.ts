import { useEffect, useState } from 'react';

export type Outcomes = typeof import('./outcomes.js');
let held: Outcomes | null = null;

/** The page is left this long to itself first, and a fetch that failed is made again after as long, milliseconds. */
const LATER = 2000;

export async function bringOutcomes(): Promise<Outcomes> {
  held ??= await import('./outcomes.js');
  return held;
}

/**
 * How votes came out comes by itself once the line is `free`, so that it is there before the first vote closes; null until
 * it is. At once where something is `awaited` of it already.
 */
export function useOutcomes(free: boolean, awaited: boolean): Outcomes | null {
  const [outcomes, setOutcomes] = useState(held);
  useEffect(() => {
    if (outcomes || !free) return;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const bring = () =>
      bringOutcomes().then(
        found => !gone && setOutcomes(found),
        () => {
          if (!gone) timer = setTimeout(bring, LATER);
        },
      );
    timer = setTimeout(bring, awaited ? 0 : LATER);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [outcomes, free, awaited]);
  return outcomes;
}
