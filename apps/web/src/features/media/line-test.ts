// Is the line good enough? Asked of the very servers that will be used, and of nobody else.
import type { Me } from '@kengesh/contracts';
import { ApiError } from '../../api/client.js';
import { reaches, ticketFor } from './ticket.js';

const TRIPS = 5;
/** Milliseconds there and back from which on a picture is too much to ask. */
export const SLOW = 600;
const WITHIN = 5_000;

/** The middle of a few trips to our own server and back, milliseconds; null: it does not answer. */
export async function roundTrip(trips = TRIPS): Promise<number | null> {
  const times: number[] = [];
  for (let trip = 0; trip < trips; trip += 1) {
    const from = performance.now();
    try {
      const answer = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(WITHIN) });
      if (!answer.ok) return null;
    } catch {
      return null;
    }
    times.push(performance.now() - from);
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(trips / 2)]!);
}

/** Whether sound and picture get through; `later`: there is no ticket yet. */
export async function mediaPasses(me: Me): Promise<'good' | 'none' | 'later'> {
  try {
    return (await reaches(await ticketFor(me))) ? 'good' : 'none';
  } catch (error) {
    return error instanceof ApiError && error.status !== 0 && error.status < 500 ? 'later' : 'none';
  }
}
