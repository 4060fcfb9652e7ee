import { roleNow } from '@kengesh/domain';
import { type ReactNode, useMemo } from 'react';
import { useKeyedAsk } from '../../features/ballot-key/late.js';
import { SessionViewProvider, useSession } from '../../live/session-context.js';

/** Panels ask what somebody is; an election in this session may have made it another than it was when the page opened. */
export function InPresentRole({ children }: { readonly children: ReactNode }) {
  const view = useSession();
  const { me, state } = view;
  const role = (me.participant === null ? undefined : roleNow(state, me.participant)) ?? me.role;
  const present = useMemo(() => ({ ...me, role }), [me, role]);
  const ask = useKeyedAsk(view);
  return <SessionViewProvider value={{ ...view, me: present, ask }}>{children}</SessionViewProvider>;
}
