import type { LetterRow, LettersView, RosterRow, SessionRow } from '@kengesh/contracts';
import * as api from '../../api/desk.js';
import { type Column, DataTable } from '../../kit/data-table.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { WhyNot } from './ask-first.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { NotReached } from './not-reached.js';
import { QueryBoundary } from './query-boundary.js';
import { momentOf } from './times.js';

/** What became of every letter of a session; those that wait still can be taken back. Not there before the first letter. */
export function LetterList({
  session,
  roster,
  why,
}: {
  readonly session: SessionRow;
  readonly roster: readonly RosterRow[];
  readonly why: string | null;
}) {
  const letters = useApiQuery(why ? null : api.letters(session.id), 3000);
  if (why) return null;
  return (
    <QueryBoundary query={letters}>
      {view =>
        view.letters.length === 0 && view.trouble === null ? null : (
          <Letters session={session} roster={roster} view={view} />
        )
      }
    </QueryBoundary>
  );
}

function Letters({
  session,
  roster,
  view,
}: {
  readonly session: SessionRow;
  readonly roster: readonly RosterRow[];
  readonly view: LettersView;
}) {
  const { t, language } = useLanguage();
  const know = useUpdateCache();
  const acting = useApiMutation();
  const { letters, trouble } = view;
  const waiting = letters.filter(({ state }) => state === 'waiting');
  const read = () => know(null, api.letters(session.id), api.roster(session.id));
  const when = (instant: string) => momentOf(language, instant, session.zone);

  const recall = async (of: readonly LetterRow[]) => {
    await acting.send(api.recallLetters(session.id, { letters: of.map(({ id }) => id) }));
    await read();
  };
  const rowOf = (of: LetterRow) => roster.find(({ participant }) => participant === of.participant);
  const isNewest = (of: LetterRow) =>
    letters.find(({ participant, occasion }) => participant === of.participant && occasion !== 'key') === of;
  /** What it says still holds, and so does its address: it may go as it is. */
  const isCurrent = (of: LetterRow) => {
    const row = rowOf(of);
    return of.occasion === 'key' || (isNewest(of) && (!row || (row.email === of.email && !row.invited?.outdated)));
  };
  const canWriteAnew = (of: LetterRow) =>
    session.phase !== 'closed' && of.occasion !== 'key' && isNewest(of) && Boolean(rowOf(of)?.email);
  const again = async (of: LetterRow) => {
    if (of.state === 'waiting' || (of.state === 'refused' && isCurrent(of)))
      await acting.send(api.sendLetterAgain(session.id, of.id));
    else if (of.participant !== null) await acting.send(api.invite(session.id, { participants: [of.participant] }));
    await read();
  };
  const inviteThese = async (of: readonly RosterRow[]) => {
    await acting.send(api.invite(session.id, { participants: of.map(({ participant }) => participant) }));
    await read();
  };
  const reachable = roster.filter(({ email }) => email !== null);
  const groups = {
    fresh: reachable.filter(({ invited }) => invited === null),
    outdated: reachable.filter(({ invited }) => invited?.method === 'REQUEST' && invited.outdated),
  };
  const isInvitable = session.phase !== 'closed' && session.phase !== 'cancelled';

  const tools = (of: LetterRow) => {
    const name = `${of.name}: ${t(`letters.occasion.${of.occasion}`)}`;
    const act =
      of.state === 'waiting' ? 'now' : (of.state === 'refused' && isCurrent(of)) || canWriteAnew(of) ? 'again' : null;
    return (
      <span className="row tools">
        {of.state === 'waiting' ? (
          <Button
            size="small"
            aria-label={`${t('letters.recall')}: ${name}`}
            busy={acting.busy}
            onClick={() => void recall([of])}
          >
            {t('letters.recall')}
          </Button>
        ) : null}
        {act && of.state !== 'sending' ? (
          <Button
            size="small"
            kind="quiet"
            aria-label={`${t(`letters.${act}`)}: ${name}`}
            busy={acting.busy}
            onClick={() => void again(of)}
          >
            {t(`letters.${act}`)}
          </Button>
        ) : null}
      </span>
    );
  };
  const fate = (of: LetterRow) => <Fate letter={of} when={when} />;
  const columns: readonly Column<LetterRow>[] = [
    {
      key: 'name',
      title: t('letters.to'),
      sort: ({ name }) => name,
      cell: of => (
        <span className="who">
          <span className="name">{of.name}</span>
          <span className="soft small">
            {of.email} · {t(`letters.occasion.${of.occasion}`)}
          </span>
          <span className="narrow stack">
            {fate(of)}
            {tools(of)}
          </span>
        </span>
      ),
    },
    { key: 'at', title: t('letters.written'), wide: true, sort: ({ at }) => at, cell: ({ at }) => when(at) },
    {
      key: 'fate',
      title: t('letters.fate'),
      wide: true,
      sort: ({ state }) => state,
      group: ({ state }) => t(`letters.state.${state}`),
      cell: fate,
    },
    { key: 'tools', title: t('desk.invite.todo'), wide: true, cell: tools },
  ];
  return (
    <section className="card stack letters" aria-labelledby="letters-of-session">
      <div className="row spread">
        <h2 id="letters-of-session">{t('letters.title')}</h2>
        <span className="row">
          {(['fresh', 'outdated'] as const).map(group =>
            isInvitable && groups[group].length > 0 && groups[group].length < reachable.length ? (
              <Button key={group} busy={acting.busy} onClick={() => void inviteThese(groups[group])}>
                {t(`letters.to.${group}`, { n: groups[group].length })}
              </Button>
            ) : null,
          )}
          {waiting.length > 1 ? (
            <Button busy={acting.busy} onClick={() => void recall(waiting)}>
              {t('letters.recallAll', { n: waiting.length })}
            </Button>
          ) : null}
        </span>
      </div>
      <div role="status">
        {trouble ? (
          <p className="notice warn">
            {t(`letters.trouble.${trouble.kind}`, {
              server: trouble.server,
              since: when(trouble.since),
              said: trouble.said,
            })}
          </p>
        ) : null}
      </div>
      <WhyNot refusal={acting.refusal} />
      <DataTable
        name="letters"
        caption={t('letters.title')}
        columns={columns}
        rows={letters}
        rowKey={({ id }) => id}
        text={({ name, email }) => `${name} ${email}`}
        empty={t('letters.none')}
        firstSort={{ key: 'at', down: true }}
      />
      <NotReached roster={roster} letters={letters} />
    </section>
  );
}

const LOOK: { readonly [state in LetterRow['state']]: string } = {
  waiting: 'badge accent',
  sending: 'badge accent',
  sent: 'badge for',
  refused: 'badge against',
  recalled: 'badge',
  replaced: 'badge',
  lapsed: 'badge',
};
const MARK: { readonly [state in LetterRow['state']]: string } = {
  waiting: '◐',
  sending: '◐',
  sent: '✓',
  refused: '✕',
  recalled: '–',
  replaced: '–',
  lapsed: '–',
};

function Fate({ letter, when }: { readonly letter: LetterRow; readonly when: (instant: string) => string }) {
  const { t } = useLanguage();
  const { state, trouble, server, said, sentAt, dueAt, perhapsTwice } = letter;
  const isOurs = said === 'other_secret' || said === 'not_composed';
  return (
    <span className="stack letter-fate">
      <span className="row">
        <span className={LOOK[state]}>
          {MARK[state]} {t(`letters.state.${state}`)}
        </span>
        {perhapsTwice ? <span className="badge warn">! {t('letters.twice')}</span> : null}
      </span>
      {state === 'sent' && sentAt ? <span className="soft small">{when(sentAt)}</span> : null}
      {state === 'waiting' ? (
        <span className="soft small">{t(trouble ? 'letters.next' : 'letters.goes', { at: when(dueAt) })}</span>
      ) : null}
      {said !== null && (state === 'waiting' || state === 'refused') ? (
        <span className="small">
          {isOurs
            ? t(`letters.fault.${said}`)
            : t(`letters.said.${state === 'refused' ? 'refused' : (trouble ?? 'busy')}`, {
                server: server ?? '',
                said,
              })}
        </span>
      ) : null}
    </span>
  );
}
