import { useEffect, useState } from 'react';

/** The server's time as this page knows it, renewed every `every` milliseconds. */
export function useNow(now: () => number, every = 500): number {
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), every);
    return () => clearInterval(timer);
  }, [now, every]);
  return at;
}

/** Seconds as m:ss (h:mm:ss from an hour), with a minus when overrun. */
export function clockText(seconds: number): string {
  const whole = Math.trunc(Math.abs(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${hours ? String(Math.floor((whole % 3600) / 60)).padStart(2, '0') : Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  return `${seconds < 0 && whole > 0 ? '−' : ''}${hours ? `${hours}:` : ''}${rest}`;
}
