import type { RosterRow, SessionRow } from '@kengesh/contracts';
import { MODES, type Mode } from '@kengesh/domain';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { download } from '../../api/download.js';
import { type Column, DataTable } from '../../kit/data-table.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { WhyNot } from './ask-first.js';
import { type ApiRefusal, known, refusalOf, useApiMutation, useDeskHandle, useUpdateCache } from './desk-queries.js';
import { DIALOGS } from './dialogs.js';
import { Facts } from './facts.js';
import { Invitations } from './invitations.js';
import { Later } from './later.js';
import { LETTERS } from './letters-later.js';
import { momentOf } from './times.js';

/** The roll of this session: how each is expected, who was invited, whose link works on how many devices. */
export function InviteTab({
  session,
  roster,
  why,
}: {
  readonly session: SessionRow;
  readonly roster: readonly RosterRow[];
  readonly why: string | null;
}) {
  const { t, localize, language } = useLanguage();
  const as = useDeskHandle();
  const know = useUpdateCache();
  const mode = useApiMutation();
  const [shown, setShown] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const list = api.roster(session.id);
  const opened = session.phase !== 'planned' && session.phase !== 'prepared';
  const modeWhy = why ?? (opened ? t('desk.invite.modeFixed') : null);
  const cancelled = session.phase === 'cancelled';

  const expect = async (row: RosterRow, next: Mode) => {
    // What was chosen shows at once; where it is refused the roll is read again.
    const answer = await mode.send(api.changeMode(session.id, row.participant, { mode: next }));
    await know(
      answer &&
        known(
          list,
          roster.map(one => (one.participant === row.participant ? answer.value : one)),
        ),
      list,
    );
  };
  const calendar = (row: RosterRow) =>
    download(as, api.invitationFile(session.id, row.participant), `session-${session.number}.ics`).then(
      () => setRefusal(null),
      error => setRefusal(refusalOf(error)),
    );

  const invitationCell = (row: RosterRow) =>
    row.invited === null ? (
      <span className="soft">{t('desk.invite.notInvited')}</span>
    ) : row.invited.sequence < session.sequence && row.invited.method === 'REQUEST' ? (
      <span className="badge warn">! {t('desk.invite.outdated')}</span>
    ) : (
      <span>
        {t(
          row.invited.method === 'CANCEL'
            ? 'desk.invite.uninvited'
            : row.invited.mailed
              ? 'desk.invite.mailed'
              : 'desk.invite.made',
        )}
        <br />
        <span className="soft small">{momentOf(language, row.invited.at, session.zone)}</span>
      </span>
    );
  const linkState = (row: RosterRow) =>
    row.link === null ? (
      <span className="soft">{t('desk.invite.noLink')}</span>
    ) : row.link.devices > 0 ? (
      <span className="badge for">✓ {t('desk.invite.devices', { n: row.link.devices })}</span>
    ) : (
      <span className="badge accent">◐ {t('desk.invite.issued')}</span>
    );
  const modeSwitch = (row: RosterRow) => (
    <fieldset className="switch" aria-label={`${localize(row.label)}: ${t('desk.member.expected')}`}>
      {MODES.map(one => (
        <Button
          key={one}
          size="small"
          aria-pressed={row.mode === one}
          why={row.mode === one ? null : modeWhy}
          onClick={() => {
            if (row.mode !== one) void expect(row, one);
          }}
        >
          {t(`desk.mode.${one}`)}
        </Button>
      ))}
    </fieldset>
  );
  const tools = (row: RosterRow) => (
    <span className="row tools">
      <Button
        size="small"
        aria-label={`${t(row.link ? 'desk.invite.linkShort' : 'desk.invite.give')}: ${localize(row.label)}`}
        why={why ?? (cancelled ? t('desk.session.isCancelled') : null)}
        onClick={() => setShown(row.participant)}
      >
        {t(row.link ? 'desk.invite.linkShort' : 'desk.invite.give')}
      </Button>
      <Button
        size="small"
        kind="quiet"
        aria-label={`${t('desk.invite.calendar')}: ${localize(row.label)}`}
        onClick={() => void calendar(row)}
      >
        .ics
      </Button>
    </span>
  );
  const columns: readonly Column<RosterRow>[] = [
    {
      key: 'label',
      title: t('desk.invite.who'),
      sort: row => localize(row.label),
      cell: row => (
        <span className="who">
          <span className="name">{localize(row.label)}</span>
          <span className="soft small">
            {[
              t(`roles.role.${row.role}`),
              ...(row.office ? [t('desk.member.electedForSession', { n: row.office.sessionNumber })] : []),
              ...(row.addressWithheld ? [] : [row.email ?? t('desk.member.noEmail')]),
            ].join(' · ')}
          </span>
          <span className="narrow stack">
            <span className="row spread">
              {modeSwitch(row)}
              {tools(row)}
            </span>
            <span className="row">
              {linkState(row)} {invitationCell(row)}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: 'mode',
      title: t('desk.member.expected'),
      wide: true,
      sort: row => row.mode,
      group: row => t(`desk.mode.${row.mode}`),
      cell: modeSwitch,
    },
    {
      key: 'invited',
      title: t('desk.invite.invitation'),
      wide: true,
      sort: row => row.invited?.at ?? '',
      cell: invitationCell,
    },
    {
      key: 'link',
      title: t('desk.invite.link'),
      wide: true,
      sort: row => (row.link ? 1 + row.link.devices : 0),
      cell: row => (
        <>
          {linkState(row)}
          {row.link ? (
            <>
              <br />
              <span className="soft small">
                {row.link.lastUsedAt
                  ? t('desk.invite.lastSeen', { at: momentOf(language, row.link.lastUsedAt, session.zone) })
                  : t('desk.invite.since', { at: momentOf(language, row.link.issuedAt, session.zone) })}
              </span>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'tools', title: t('desk.invite.todo'), wide: true, cell: tools },
  ];
  const text = useMemo(
    () => (row: RosterRow) =>
      [...Object.values(row.label), row.email, row.delegation, t(`roles.role.${row.role}`)].join(' '),
    [t],
  );
  const refused = refusal ?? mode.refusal;
  const row = roster.find(one => one.participant === shown);
  return (
    <>
      <Expected roster={roster} />
      {roster.some(line => line.addressWithheld) ? null : (
        <>
          <Invitations session={session} roster={roster} why={why} />
          <Later part={LETTERS.list}>
            {({ LetterList }) => <LetterList session={session} roster={roster} why={why} />}
          </Later>
        </>
      )}
      <WhyNot refusal={refused} />
      <div className="card">
        <DataTable
          name="roster"
          caption={t('desk.invite.title')}
          columns={columns}
          rows={roster}
          rowKey={one => one.participant}
          text={text}
          empty={t('desk.invite.none')}
          tools={
            why || cancelled ? null : (
              <Link href={`/s/${session.id}/cards`} className="button">
                {t('desk.cards.open')}
              </Link>
            )
          }
        />
      </div>
      {row ? (
        <Later part={DIALOGS.link}>
          {({ LinkDialog }) => <LinkDialog session={session} row={row} onClose={() => setShown(null)} />}
        </Later>
      ) : null}
    </>
  );
}

function Expected({ roster }: { readonly roster: readonly RosterRow[] }) {
  const { t } = useLanguage();
  const voting = roster.filter(one => one.votes);
  const facts = [
    [voting.filter(one => one.mode === 'hall').length, t('desk.invite.hall')],
    [voting.filter(one => one.mode === 'remote').length, t('desk.invite.remote')],
    [roster.length - voting.length, t('desk.member.totalOthers')],
    [roster.filter(one => one.link === null).length, t('desk.invite.withoutLink')],
    [roster.filter(one => (one.link?.devices ?? 0) > 0).length, t('desk.invite.cameIn')],
  ] as const;
  return <Facts facts={facts} />;
}
