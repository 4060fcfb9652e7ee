import type { SeatRow } from '@kengesh/contracts';
import { ONE_VOTE } from '@kengesh/domain';
import { weightText } from '@kengesh/phrases/page';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { type Column, DataTable } from '../../kit/data-table.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Copy } from './copy.js';
import { PageHead } from './desk-layout.js';
import { useApiQuery } from './desk-queries.js';
import { DIALOGS } from './dialogs.js';
import { useUnsaved } from './drafts.js';
import { Facts } from './facts.js';
import { Unsaved } from './form.js';
import { Later } from './later.js';
import { useMayWrite } from './may-write.js';
import { memberDraft } from './member-draft.js';
import { MemberOffices } from './member-offices.js';
import { NamedTwice } from './named-twice.js';
import { QueryBoundary } from './query-boundary.js';

/** The roll of the council in protocol order: who has a seat, who speaks for whom, who is reached where. */
export function MembersPage({ council }: { readonly council: string }) {
  const { t, localize, language } = useLanguage();
  const seats = useApiQuery(api.seats(council));
  const unsaved = new Set(useUnsaved().map(one => one.key));
  const why = useMayWrite(council);
  const [shown, setShown] = useState<SeatRow | 'new' | null>(null);
  const columns: readonly Column<SeatRow>[] = [
    { key: 'position', title: '№', number: true, cell: seat => seat.position, sort: seat => seat.position },
    {
      key: 'label',
      title: t('desk.member.seat'),
      sort: seat => localize(seat.label),
      cell: seat => (
        <span className="who">
          <span className="name">{localize(seat.label)}</span>
          {seat.holder ? <span className="soft small">{seat.holder}</span> : null}
          <span className="row marks">
            {seat.role === 'delegate' ? null : <span className="badge accent">{t(`roles.role.${seat.role}`)}</span>}
            {seat.filled ? null : <span className="badge warn">{t('desk.member.isVacant')}</span>}
            {seat.head ? <span className="badge">{t('desk.member.head')}</span> : null}
            {seat.votes && seat.weight !== undefined && seat.weight !== ONE_VOTE ? (
              <span className="badge">{t('desk.member.weighs', { n: weightText(language, seat.weight) })}</span>
            ) : null}
            {seat.votes ? null : <span className="badge">{t('desk.member.noVote')}</span>}
            {seat.byHand ? <span className="badge">{t('desk.member.byHand')}</span> : null}
            {unsaved.has(memberDraft(council, seat)) ? <Unsaved /> : null}
          </span>
          <MemberOffices offices={seat.offices ?? []} />
          {seat.gaveWay ? (
            <span className="soft small">{t('desk.member.gaveWay', { role: t(`roles.role.${seat.gaveWay}`) })}</span>
          ) : null}
          <span className="narrow soft small">
            {seat.delegation} · {t(`roles.category.${seat.category}`)} · {t(`roles.mode.${seat.mode}`)}
            {seat.addressWithheld ? null : (
              <>
                <br />
                {seat.email ?? t('desk.member.noEmail')}
              </>
            )}
          </span>
        </span>
      ),
    },
    {
      key: 'delegation',
      title: t('desk.member.delegation'),
      wide: true,
      sort: seat => seat.delegation,
      cell: seat => seat.delegation,
    },
    {
      key: 'category',
      title: t('desk.member.category'),
      wide: true,
      sort: seat => t(`roles.category.${seat.category}`),
      group: seat => t(`roles.category.${seat.category}`),
      cell: seat => t(`roles.category.${seat.category}`),
    },
    {
      key: 'mode',
      title: t('desk.member.expected'),
      wide: true,
      sort: seat => seat.mode,
      group: seat => t(`roles.mode.${seat.mode}`),
      cell: seat => <span className="one-line">{t(`roles.mode.${seat.mode}`)}</span>,
    },
    {
      key: 'email',
      title: t('desk.member.email'),
      wide: true,
      sort: seat => seat.email ?? '',
      cell: seat =>
        seat.email ? (
          <>
            {seat.email} <span className="soft small">{seat.language}</span>
          </>
        ) : (
          <span className="soft">{t('desk.member.noEmail')}</span>
        ),
    },
  ];
  const text = (seat: SeatRow) =>
    [
      ...Object.values(seat.label),
      seat.delegation,
      seat.email,
      seat.holder,
      t(`roles.category.${seat.category}`),
      t(`roles.role.${seat.role}`),
      t(`roles.mode.${seat.mode}`),
    ].join(' ');
  const add = (
    <Button kind="primary" why={why} onClick={() => setShown('new')}>
      + {t('desk.member.new')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('desk.nav.members')} lead={t('desk.member.lead')} actions={add} />
      <QueryBoundary query={seats}>
        {rows => (
          <>
            <Totals rows={rows} />
            <NamedTwice rows={rows} />
            {rows.some(seat => seat.offices || seat.gaveWay) &&
            !rows.some(seat => seat.role === 'chair' && seat.filled) ? (
              <p className="notice warn">{t('desk.member.noChair')}</p>
            ) : null}
            <div className="card">
              <DataTable
                key={language}
                name="members"
                caption={t('desk.nav.members')}
                columns={isWithheld(rows) ? columns.filter(({ key }) => key !== 'email') : columns}
                rows={rows}
                rowKey={seat => seat.id}
                text={text}
                onOpen={setShown}
                empty={t('desk.member.none')}
                firstSort={{ key: 'position', down: false }}
                rowName={seat => localize(seat.label)}
                onChosen={chosen => <CopyAddresses seats={chosen} />}
              />
            </div>
            {shown ? (
              <Later part={DIALOGS.member}>
                {({ MemberDialog }) => (
                  <MemberDialog
                    councilId={council}
                    // As it is now: somebody else may have changed it since it was opened.
                    seat={shown === 'new' ? null : (rows.find(seat => seat.id === shown.id) ?? shown)}
                    last={rows.length}
                    why={why}
                    onClose={() => setShown(null)}
                  />
                )}
              </Later>
            ) : null}
          </>
        )}
      </QueryBoundary>
    </>
  );
}

/** Of addresses that may not be shown nothing is said, not even that one is missing. */
const isWithheld = (rows: readonly SeatRow[]): boolean => rows.some(seat => seat.addressWithheld);

/** For a letter to some of them; who has no address is counted. */
function CopyAddresses({ seats }: { readonly seats: readonly SeatRow[] }) {
  const { t } = useLanguage();
  const addresses = seats.flatMap(seat => seat.email ?? []);
  if (isWithheld(seats)) return null;
  const without = seats.length - addresses.length;
  return (
    <>
      {addresses.length > 0 ? (
        <Copy text={addresses.join(', ')} label={t('desk.member.copyAddresses', { n: addresses.length })} />
      ) : null}
      {without > 0 ? <span className="small">{t('desk.member.withoutAddress', { n: without })}</span> : null}
    </>
  );
}

function Totals({ rows }: { readonly rows: readonly SeatRow[] }) {
  const { t } = useLanguage();
  const voting = rows.filter(seat => seat.votes);
  const facts = [
    [voting.length, t('desk.member.totalVoting')],
    [voting.filter(seat => !seat.filled).length, t('desk.member.totalVacant')],
    [rows.length - voting.length, t('desk.member.totalOthers')],
    ...(isWithheld(rows)
      ? []
      : ([[rows.filter(seat => seat.filled && !seat.email).length, t('desk.member.totalNoEmail')]] as const)),
  ] as const;
  return <Facts facts={facts} />;
}
