import type { CouncilChange, CouncilInput, SeatRow } from '@kengesh/contracts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import * as api from '../../api/desk.js';
import { mySessions } from '../../api/session.js';
import { useSayDone } from '../../kit/done.js';
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
  const { ask } = useApiMutation({ row });
  const why = useMayWrite(id);
  const [saved, setSaved] = useState<string | null>(null);
  const save = async (_whole: CouncilInput, changed: CouncilChange) => {
    const now = await ask(api.changeCouncil(id, { ...changed, revision: council.data?.revision }));
    await know(known(row, now), api.councils(), api.rulesVersions(id), mySessions());
    setSaved(t('desk.savedRules'));
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
            draft={{ key: `council.${id}`, href: `/c/${id}` }}
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
  const { t, localize } = useLanguage();
  const sayDone = useSayDone();
  const { ask } = useApiMutation();
  const know = useUpdateCache();
  const [, go] = useLocation();
  const save = async (input: CouncilInput) => {
    const made = await ask(api.createCouncil(input));
    await know(known(api.readCouncil(made.id), made), api.councils());
    go(`/c/${made.id}/members`);
    sayDone(t('desk.done.saved', { name: localize(made.name) }));
  };
  return (
    <>
      <PageHead title={t('desk.council.new')} lead={t('desk.council.newLead')} />
      <CouncilForm council={null} draft={{ key: 'council.new', href: '/new' }} onSave={save} />
    </>
  );
}
