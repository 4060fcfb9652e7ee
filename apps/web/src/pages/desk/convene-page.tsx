import type { Council, SessionInput, SessionRow } from '@kengesh/contracts';
import { useLocation } from 'wouter';
import { useLanguage } from '../../language.js';
import { PageHead } from './desk-layout.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import { SessionForm } from './session-form.js';

/** Convening a session. */
export function ConvenePage({ council: id }: { readonly council: string }) {
  const { t } = useLanguage();
  const council = useApiQuery<Council>(`/api/councils/${id}`);
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const why = useMayWrite(id);
  const [, go] = useLocation();
  const path = `/api/councils/${id}/sessions`;
  const save = async (input: SessionInput) => {
    const answer = await send<SessionRow>('POST', path, input);
    if (!answer) return false;
    await know({ [`/api/sessions/${answer.value.id}`]: answer.value }, path, '/api/my/sessions');
    go(`/s/${answer.value.id}`);
    return true;
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
              draftKey={`session.new.${id}`}
              href={`/c/${id}/sessions/new`}
              busy={busy}
              refusal={refusal}
              why={why}
              onSave={save}
            />
          </div>
        )}
      </QueryBoundary>
    </>
  );
}
