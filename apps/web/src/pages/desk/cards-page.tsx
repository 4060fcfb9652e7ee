import type { LinkIssued, RosterRow, SessionRow } from '@kengesh/contracts';
import { formatLocalDateTime, zoneLabel } from '@kengesh/phrases/page';
import { useState } from 'react';
import { Link } from 'wouter';
import { request } from '../../api/client.js';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { WhyNot } from './ask-first.js';
import { Copy } from './copy.js';
import { PageHead } from './desk-layout.js';
import { type ApiRefusal, refusalOf, useApiQuery, useDeskHandle, useUpdateCache } from './desk-queries.js';
import { LinkQr } from './link-qr.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import { sessionHref } from './session-href.js';

/** How many links are asked for at once. */
const AT_ONCE = 4;

interface Card {
  readonly row: RosterRow;
  readonly link: LinkIssued;
}

/** Links of many at once, as cards to be printed and cut. Their secrets stand on this page only, until it is left. */
export function CardsPage({ session: id }: { readonly session: string }) {
  const { t } = useLanguage();
  const session = useApiQuery(api.readSession(id));
  const roster = useApiQuery(api.roster(id));
  return (
    <QueryBoundary query={session}>
      {found => (
        <QueryBoundary query={roster}>
          {rows => (
            <>
              <div className="no-print">
                <PageHead
                  title={t('desk.cards.title')}
                  lead={t('desk.cards.lead')}
                  over={<Link href={sessionHref(id, 'invite')}>← {t('desk.cards.back')}</Link>}
                />
              </div>
              <Cards session={found} roster={rows} />
            </>
          )}
        </QueryBoundary>
      )}
    </QueryBoundary>
  );
}

type Whom = 'without' | 'hall' | 'all';

function Cards({ session, roster }: { readonly session: SessionRow; readonly roster: readonly RosterRow[] }) {
  const { t, localize, language } = useLanguage();
  const as = useDeskHandle();
  const know = useUpdateCache();
  const why = useMayWrite(session.councilId);
  const [whom, setWhom] = useState<Whom>('without');
  const [cards, setCards] = useState<readonly Card[]>([]);
  const [making, setMaking] = useState<{ readonly done: number; readonly all: number } | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [asking, setAsking] = useState(false);
  const groups: { readonly [whom in Whom]: readonly RosterRow[] } = {
    without: roster.filter(row => row.link === null),
    hall: roster.filter(row => row.mode === 'hall'),
    all: roster,
  };
  const chosen = groups[whom];
  const ending = chosen.filter(row => row.link !== null).length;

  const make = async () => {
    setRefusal(null);
    setAsking(false);
    const waiting = [...chosen];
    const made = new Map<string, Card>();
    setMaking({ done: 0, all: waiting.length });
    let stopped = false;
    const work = async () => {
      for (let row = waiting.shift(); row && !stopped; row = waiting.shift()) {
        try {
          made.set(row.participant, { row, link: await request(as, api.issueLink(session.id, row.participant)) });
          setMaking({ done: made.size, all: chosen.length });
        } catch (error) {
          stopped = true;
          setRefusal(refusalOf(error));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // Whatever was made is shown, even where the line broke in between: those links hold.
    setCards(
      roster.flatMap(
        row => made.get(row.participant) ?? cards.find(one => one.row.participant === row.participant) ?? [],
      ),
    );
    setMaking(null);
    await know(null, api.roster(session.id));
  };

  const cancelled = session.phase === 'cancelled';
  const options: readonly (readonly [Whom, string])[] = [
    ['without', t('desk.cards.without', { n: groups.without.length })],
    ['hall', t('desk.cards.hall', { n: groups.hall.length })],
    ['all', t('desk.cards.all', { n: groups.all.length })],
  ];
  const at = Date.parse(session.startsAt);
  return (
    <>
      <section className="card stack no-print">
        <fieldset className="choices">
          <legend>{t('desk.cards.whom')}</legend>
          <div className="row">
            {options.map(([one, label]) => (
              <label key={one} className="choice">
                <input
                  type="radio"
                  name="whom"
                  checked={whom === one}
                  onChange={() => {
                    setWhom(one);
                    setAsking(false);
                  }}
                />
                <span>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="row">
          <Button
            kind={cards.length > 0 ? undefined : 'primary'}
            busy={making !== null}
            why={
              why ?? (cancelled ? t('desk.session.isCancelled') : chosen.length === 0 ? t('desk.cards.nobody') : null)
            }
            onClick={() => (ending > 0 ? setAsking(true) : void make())}
          >
            {t('desk.cards.make', { n: chosen.length })}
          </Button>
          {cards.length > 0 ? (
            <>
              <Button kind="primary" onClick={() => window.print()}>
                {t('desk.cards.print')}
              </Button>
              <Copy
                text={cards
                  .map(({ row, link }) => `${localize(row.label)}\t${row.email ?? ''}\t${link.url}`)
                  .join('\n')}
                label={t('desk.cards.copyAll')}
              />
            </>
          ) : null}
          <span role="status" className="small">
            {making ? t('desk.cards.making', { ...making }) : ''}
          </span>
        </div>
        {asking ? (
          <Confirm
            question={t('desk.cards.ends', { n: ending })}
            yes={t('desk.cards.make', { n: chosen.length })}
            busy={making !== null}
            onYes={() => void make()}
            onNo={() => setAsking(false)}
          />
        ) : null}
        <WhyNot refusal={refusal} />
      </section>
      {cards.length > 0 ? (
        <ul className="qr-cards" aria-label={t('desk.cards.title')}>
          {cards.map(({ row, link }) => (
            <li key={row.participant} className="qr-card">
              <LinkQr url={link.url} label={localize(row.label)} size={180} />
              <div>
                <strong className="qr-name">{localize(row.label)}</strong>
                <p>{localize(session.title)}</p>
                <p>
                  {formatLocalDateTime(language, session.startsLocal)},{' '}
                  {zoneLabel(language, session.zone, offsetMinutes(at, session.zone))}
                </p>
                <p>{localize(session.place)}</p>
                <p className="small">{t('desk.cards.hint')}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
