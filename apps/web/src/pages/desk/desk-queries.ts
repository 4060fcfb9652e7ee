import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo } from 'react';
import { ApiError, request } from '../../api/client.js';
import { useLanguage } from '../../language.js';

const As = createContext<string | null>(null);
export const DeskAs = As.Provider;

/** Whose desk this is: the handle its requests carry. */
export function useDeskHandle(): string {
  const as = useContext(As);
  if (as === null) throw new Error('a page of the desk stands inside the desk');
  return as;
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Why something was not done: a code with its parameters, and what the server answered with (0: nothing). */
export interface ApiRefusal {
  readonly refused: string;
  readonly params: { readonly [name: string]: unknown };
  readonly status: number;
}

export const refusalOf = (error: unknown): ApiRefusal =>
  error instanceof ApiError
    ? { refused: error.code, params: error.params, status: error.status }
    : { refused: 'fault', params: { id: '' }, status: 500 };

/** What is at an address of the API, kept fresh. `null`: nothing is asked yet. */
export function useApiQuery<T>(path: string | null, every?: number) {
  const as = useDeskHandle();
  return useQuery<T>({
    queryKey: [as, path],
    queryFn: () => request<T>(as, 'GET', path!),
    enabled: path !== null,
    refetchInterval: every ?? false,
  });
}

/** Puts what the server just answered in the place of what was known, and reads anew whatever starts with `touched`. */
export function useUpdateCache() {
  const as = useDeskHandle();
  const client = useQueryClient();
  return useCallback(
    async (known: { readonly [path: string]: unknown }, ...touched: readonly string[]) => {
      for (const [path, value] of Object.entries(known)) client.setQueryData([as, path], value);
      await client.invalidateQueries({
        predicate: ({ queryKey: [whose, path] }) =>
          whose === as && typeof path === 'string' && touched.some(start => path.startsWith(start)),
      });
    },
    [as, client],
  );
}

/**
 * Asks for a change. The answer, or null where it was refused: then `refusal` says why.
 * @param onStale told the row as it is now, where somebody else has changed it since it was read
 */
export function useApiMutation(onStale?: (current: unknown) => Promise<void>) {
  const as = useDeskHandle();
  const { mutateAsync, isPending, error } = useMutation({
    // That there is no connection is an answer here, not a reason to wait.
    networkMode: 'always',
    mutationFn: ({ method, path, body }: Ask) => request<unknown>(as, method, path, body),
    onError: async error => {
      const { refused, params } = refusalOf(error);
      if (refused === 'revision.stale') await onStale?.(params.current);
    },
  });
  const refusal = useMemo(() => (error ? refusalOf(error) : null), [error]);
  const send = async <T>(method: string, path: string, body?: unknown): Promise<{ readonly value: T } | null> => {
    try {
      return { value: (await mutateAsync({ method, path, body })) as T };
    } catch {
      return null;
    }
  };
  return { busy: isPending, refusal, send };
}

/** The sentence of a refusal; a dead line is no refusal of the server and has a sentence of its own. */
export function useWhy() {
  const { t, refusalText } = useLanguage();
  return (refusal: ApiRefusal) =>
    refusal.status === 0 ? t('desk.offline') : refusalText(refusal.refused, refusal.params);
}
