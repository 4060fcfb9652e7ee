import type { Problem } from '@kengesh/contracts';

/** A request the server refused, or could not serve. `code` and `params` are worded by libs/phrases. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly params: { readonly [name: string]: unknown },
    readonly status: number,
  ) {
    super(code);
  }
}

/** A request as `as`: JSON in and out; a refusal is thrown as Refused, a dead line as `net.offline`. */
export async function request<T>(as: string | null, method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(as === null ? {} : { 'X-Kengesh-As': as }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new Refused('net.offline', {}, 0);
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw new Refused(problem?.code ?? 'fault', problem?.params ?? {}, response.status);
}

/** An id made here: of a command, kept the same when it is sent again. Works without a secure context too. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
