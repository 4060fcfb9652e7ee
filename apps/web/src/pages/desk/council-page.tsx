import type { CouncilChange, CouncilInput, SeatRow } from '@kengesh/contracts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import * as api from '../../api/desk.js';
import { mySessions } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { CouncilForm } from './council-form.js';
import { PageHead } from './desk-layout.js';
import { known, useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import { RulesHistory } from './rules/rules-history.js';

/** What the council is and by which rules it works. */
export function CouncilPage({ council: id }: { readonly council: string }) {
  const { t } = useLanguage();
  const row = api.readCouncil(id);
  const council = useApiQuery(row);
  const seats = useApiQuery(api.seats(id));
  const know = useUpdateCache();
  const { busy, refusal, send } = useApiMutation({ row });
  const why = useMayWrite(id);
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (_whole: CouncilInput, changed: CouncilChange) => {
    const answer = await send(api.changeCouncil(id, { ...changed, revision: council.data?.revision }));
    if (!answer) return false;
    await know(known(row, answer.value), api.councils(), mySessions());
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
    const answer = await send(api.createCouncil(input));
    if (!answer) return false;
    await know(known(api.readCouncil(answer.value.id), answer.value), api.councils());
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
