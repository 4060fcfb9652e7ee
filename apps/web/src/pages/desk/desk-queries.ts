import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo } from 'react';
import { ApiError, type Call, request } from '../../api/client.js';
import { useLanguage } from '../../language.js';

const As = createContext<string | null>(null);
export const DeskAs = As.Provider;

/** Whose desk this is: the handle its requests carry. */
export function useDeskHandle(): string {
  const as = useContext(As);
  if (as === null) throw new Error('a page of the desk stands inside the desk');
  return as;
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

/** What the API answers, kept fresh. `null`: nothing is asked yet. */
export function useApiQuery<Answer>(call: Call<Answer> | null, every?: number) {
  const as = useDeskHandle();
  return useQuery<Answer>({
    queryKey: [as, call?.path],
    queryFn: () => request(as, call!),
    enabled: call !== null,
    refetchInterval: every ?? false,
  });
}

type Place = Pick<Call<unknown>, 'path'>;
/** What is known now, in the place of what was. */
export interface Known extends Place {
  readonly value: unknown;
}
export const known = <Answer>({ path }: Call<Answer>, value: Answer): Known => ({ path, value });

/** Puts what the server just answered in the place of what was known, and reads anew whatever starts with `touched`. */
export function useUpdateCache() {
  const as = useDeskHandle();
  const client = useQueryClient();
  return useCallback(
    async (now: Known | null, ...touched: readonly Place[]) => {
      if (now) client.setQueryData([as, now.path], now.value);
      await client.invalidateQueries({
        predicate: ({ queryKey: [whose, path] }) =>
          whose === as && typeof path === 'string' && touched.some(start => path.startsWith(start.path)),
      });
    },
    [as, client],
  );
}

/**
 * Asks for a change: `ask` throws what was refused, `send` answers null and leaves it in `refusal`.
 * @param read where the row was read, or the list it stands in: read anew where somebody else has changed it since
 */
export function useApiMutation(read?: { readonly row: Place } | { readonly list: Place }) {
  const as = useDeskHandle();
  const know = useUpdateCache();
  const { mutateAsync, isPending, error } = useMutation({
    // That there is no connection is an answer here, not a reason to wait.
    networkMode: 'always',
    mutationFn: (call: Call<unknown>) => request(as, call),
    onError: async error => {
      const { refused, params } = refusalOf(error);
      if (refused !== 'revision.stale' || !read) return;
      if ('row' in read) await know({ path: read.row.path, value: params.current });
      else await know(null, read.list);
    },
  });
  const refusal = useMemo(() => (error ? refusalOf(error) : null), [error]);
  const ask = <Answer>(call: Call<Answer>) => mutateAsync(call) as Promise<Answer>;
  const send = async <Answer>(call: Call<Answer>): Promise<{ readonly value: Answer } | null> => {
    try {
      return { value: await ask(call) };
    } catch {
      return null;
    }
  };
  return { busy: isPending, refusal, ask, send };
}

/** The sentence of a refusal; a dead line is no refusal of the server and has a sentence of its own. */
export function useWhy() {
  const { t, refusalText } = useLanguage();
  return (refusal: ApiRefusal) =>
    refusal.status === 0 ? t('desk.offline') : refusalText(refusal.refused, refusal.params);
}
