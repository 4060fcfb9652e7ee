/**
 * Parts of the desk that are loaded when they are opened. The others follow one by one while nothing is asked for, so that
 * they open at once, and without a connection too.
 */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ApiError } from '../../api/client.js';
import { QueryBoundary } from './query-boundary.js';

export const later = <Module,>(name: string, load: () => Promise<Module>) =>
  queryOptions({
    queryKey: ['later', name],
    queryFn: () =>
      load().catch((): never => {
        throw new ApiError('net.offline', {}, 0);
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
type LaterPart<Module> = ReturnType<typeof later<Module>>;

export function Later<Module>({
  part,
  children,
}: {
  readonly part: LaterPart<Module>;
  readonly children: (module: Module) => ReactNode;
}) {
  const query = useQuery(part);
  return <QueryBoundary query={query}>{children}</QueryBoundary>;
}

/** Fetches, once the page stands, what was not opened yet. */
export function useAhead(parts: { readonly [part: string]: { readonly queryKey: readonly string[] } }): void {
  const client = useQueryClient();
  useEffect(() => {
    let gone = false;
    const ahead = async () => {
      for (const part of Object.values(parts)) if (!gone) await client.prefetchQuery(part);
    };
    void ahead();
    return () => {
      gone = true;
    };
  }, [client, parts]);
}
