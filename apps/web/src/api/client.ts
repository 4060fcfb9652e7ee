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

/** An operation of the API, as a page asks for it. */
export interface Call<Answer> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Of what type the answer is; never there. */
  readonly answer?: Answer;
}
export const get = <Answer>(path: string): Call<Answer> => ({ method: 'GET', path });
export const send = <Answer>(method: Call<Answer>['method'], path: string, body?: unknown): Call<Answer> => ({
  method,
  path,
  body,
});

/** Asks as `as`: JSON in and out; a refusal is thrown as ApiError, a dead line as `net.offline`. */
export async function request<Answer>(as: string | null, { method, path, body }: Call<Answer>): Promise<Answer> {
  const response = await answered(path, {
    method,
    headers: {
      ...(as === null ? {} : { 'X-Kengesh-As': as }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** A request the server said yes to. */
export async function answered(path: string, how: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...how, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new ApiError('net.offline', {}, 0);
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw new ApiError(problem?.code ?? 'fault', problem?.params ?? {}, response.status);
}

/** An id made here: of a command, kept the same when it is sent again. Works without a secure context too. */
export const newCommandId = (): string => commandIdOf(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
