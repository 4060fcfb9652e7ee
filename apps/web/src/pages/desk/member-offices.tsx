import type { SeatOffice, SeatRow } from '@kengesh/contracts';
import { formatLocalDate } from '@kengesh/phrases/page';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useSayDone } from '../../kit/done.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { WhyNot } from './ask-first.js';
import { useApiMutation, useUpdateCache } from './desk-queries.js';
import { sessionHref } from './session-href.js';

/** Each election of a seat that acts on the roll: office, term, how it stands, and the entry it stems from. */
export function MemberOffices({ offices }: { readonly offices: readonly SeatOffice[] }) {
  const { t, localize, language } = useLanguage();
  return (
    <>
      {offices.map(({ office, title, from, to, sessionId, sessionNumber, seq, standing }) => (
        <span key={`${office} ${sessionId} ${seq}`} className="small">
          {t('desk.member.elected', {
            title: localize(title),
            from: formatLocalDate(language, from),
            to: formatLocalDate(language, to),
          })}
          {' · '}
          <span className={standing === 'holds' ? undefined : 'soft'}>{t(`desk.member.standing.${standing}`)}</span>
          {' · '}
          <Link href={sessionHref(sessionId, 'record')} onClick={event => event.stopPropagation()}>
            {t('desk.member.electedBy', { n: sessionNumber, seq })}
          </Link>
        </span>
      ))}
    </>
  );
}

/** In the dialog of a seat: what elections say of its role, and the hand that may overrule them. */
export function OfficesOfSeat({
  seat,
  why,
  onDone,
}: {
  readonly seat: SeatRow;
  readonly why: string | null;
  readonly onDone: () => void;
}) {
  const { t, localize } = useLanguage();
  const know = useUpdateCache();
  const sayDone = useSayDone();
  const { busy, refusal, send } = useApiMutation({ list: api.seats(seat.councilId) });
  const offices = seat.offices ?? [];
  if (offices.length === 0 && !seat.gaveWay && !seat.byHand) return null;
  const set = async (byHand: boolean) => {
    if (!(await send(api.changeSeat(seat.id, { byHand, revision: seat.revision })))) return;
    await know(null, api.seats(seat.councilId), api.ANY_SESSION);
    onDone();
    sayDone(t('desk.done.saved', { name: localize(seat.label) }));
  };
  // Who holds an office leaves it by another role in the form above; of a term to come there is none to choose.
  const isToCome = !seat.byHand && offices.some(one => one.standing === 'later');
  return (
    <section className="stack" aria-labelledby="member-offices">
      <h3 className="overline" id="member-offices">
        {t('desk.member.offices')}
      </h3>
      <MemberOffices offices={offices} />
      {seat.gaveWay ? (
        <p className="small">{t('desk.member.gaveWay', { role: t(`roles.role.${seat.gaveWay}`) })}</p>
      ) : null}
      {seat.byHand ? <p className="small">{t('desk.member.byHandText')}</p> : null}
      {!why && (seat.byHand || isToCome || seat.gaveWay) ? (
        <div className="row">
          <Button size="small" busy={busy} onClick={() => void set(!seat.byHand)}>
            {t(
              seat.byHand
                ? 'desk.member.followElections'
                : isToCome
                  ? 'desk.member.notInOffice'
                  : 'desk.member.roleIsOver',
            )}
          </Button>
        </div>
      ) : null}
      <WhyNot refusal={refusal} />
    </section>
  );
}
