import type { Problem } from '@kengesh/contracts';
import { commandIdOf } from '@kengesh/journal';

/** A request the server refused, or could not serve. `code` and `params` are worded by libs/phrases. */
export class ApiError extends Error {
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
    throw new ApiError('net.offline', {}, 0);
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  throw await refusedBy(response);
}

/** Fetches a file as `as` and hands it to the reader under the name the server gave it. */
export async function download(as: string, path: string, fallback: string): Promise<void> {
  const response = await fetch(path, {
    headers: { 'X-Kengesh-As': as },
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {
    throw new ApiError('net.offline', {}, 0);
  });
  if (!response.ok) throw await refusedBy(response);
  const given = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = given ? decodeURIComponent(given) : fallback;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function refusedBy(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return new ApiError(problem?.code ?? 'fault', problem?.params ?? {}, response.status);
}

/** An id made here: of a command, kept the same when it is sent again. Works without a secure context too. */
export const newCommandId = (): string => commandIdOf(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
