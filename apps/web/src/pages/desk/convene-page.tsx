import type { SessionInput } from '@kengesh/contracts';
import { useLocation } from 'wouter';
import * as api from '../../api/desk.js';
import { mySessions } from '../../api/session.js';
import { useSayDone } from '../../kit/done.js';
import { useLanguage } from '../../language.js';
import { PageHead } from './desk-layout.js';
import { known, useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import { SessionForm } from './session-form.js';

/** Convening a session. */
export function ConvenePage({ council: id }: { readonly council: string }) {
  const { t, localize } = useLanguage();
  const sayDone = useSayDone();
  const council = useApiQuery(api.readCouncil(id));
  const { ask } = useApiMutation();
  const know = useUpdateCache();
  const why = useMayWrite(id);
  const [, go] = useLocation();
  const save = async (input: SessionInput) => {
    const made = await ask(api.convene(id, input));
    await know(known(api.readSession(made.id), made), api.sessions(id), mySessions());
    go(`/s/${made.id}`);
    sayDone(t('desk.done.saved', { name: localize(made.title) }));
  };
  return (
    <>
      <PageHead title={t('desk.session.convene')} lead={t('desk.session.conveneLead')} />
      <QueryBoundary query={council}>
        {found => (
          <div className="card">
            <SessionForm
              session={null}
              zone={found.zone}
              draft={{ key: `session.new.${id}`, href: `/c/${id}/sessions/new` }}
              why={why}
              onSave={save}
            />
          </div>
        )}
      </QueryBoundary>
    </>
  );
}
