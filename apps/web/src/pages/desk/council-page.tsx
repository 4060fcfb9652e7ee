import type { Council, CouncilChange, CouncilInput, SeatRow } from '@kengesh/contracts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '../../language.js';
import { CouncilForm } from './council-form.js';
import { PageHead } from './desk-layout.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import { RulesHistory } from './rules/rules-history.js';

/** What the council is and by which rules it works. */
export function CouncilPage({ council: id }: { readonly council: string }) {
  const { t } = useLanguage();
  const path = `/api/councils/${id}`;
  const council = useApiQuery<Council>(path);
  const seats = useApiQuery<SeatRow[]>(`${path}/seats`);
  const know = useUpdateCache();
  const { busy, refusal, send } = useApiMutation(current => know({ [path]: current }));
  const why = useMayWrite(id);
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (_whole: CouncilInput, changed: CouncilChange) => {
    const answer = await send<Council>('PATCH', path, { ...changed, revision: council.data?.revision });
    if (!answer) return false;
    await know({ [path]: answer.value }, '/api/councils', `${path}/rules`, '/api/my/sessions');
    setSaved(t('desk.savedRules'));
    return true;
  };
  return (
    <>
      <PageHead title={t('desk.nav.rules')} lead={t('desk.council.lead')} />
      {why ? <p className="notice">{why}</p> : null}
      <QueryBoundary query={council} lines={10}>
        {found => (
          <CouncilForm
            council={found}
            seats={seats.data ?? NO_SEATS}
            draftKey={`council.${id}`}
            href={`/c/${id}`}
            busy={busy}
            refusal={refusal}
            why={why}
            saved={saved}
            onSave={save}
          />
        )}
      </QueryBoundary>
      {council.data ? <RulesHistory council={id} zone={council.data.zone} /> : null}
    </>
  );
}
const NO_SEATS: readonly SeatRow[] = [];

/** A council founded at this desk; who does it becomes its secretary. */
export function NewCouncilPage() {
  const { t } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const [, go] = useLocation();
  const save = async (input: CouncilInput) => {
    const answer = await send<Council>('POST', '/api/councils', input);
    if (!answer) return false;
    await know({ [`/api/councils/${answer.value.id}`]: answer.value }, '/api/councils');
    go(`/c/${answer.value.id}/members`);
    return true;
  };
  return (
    <>
      <PageHead title={t('desk.council.new')} lead={t('desk.council.newLead')} />
      <CouncilForm council={null} draftKey="council.new" href="/new" busy={busy} refusal={refusal} onSave={save} />
    </>
  );
}
