import { hasLeft, lineOf, participantOf, seatOf, type Voting } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { ChoiceEntry } from './not-yet.js';
import { hallLines, nextCalled, votedSeats } from './pending-voters.js';
import { Totals, totalsText } from './totals.js';

/** Show of hands: the secretary enters the hall's totals, as often as it is counted anew; the others see whether it was. */
export function HandsCount({ voting }: { readonly voting: Voting }) {
  const { state, me, pulse } = useSession();
  const { t, language } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [again, setAgain] = useState(false);
  const voted = votedSeats(voting, pulse);
  const seats = hallLines(state, voting, voted).length;
  const hands = state.hands?.[voting.id];
  const entering = me.role === 'secretary' && (!voting.hallCounted || again);
  return (
    <section className="vote-work stack" aria-labelledby="hands-heading">
      <h3 className="small" id="hands-heading">
        {t('conduct.hands.heading')}
      </h3>
      <p aria-live="polite">
        {voting.hallCounted
          ? hands
            ? t('conduct.hands.counted', { list: totalsText(language, voting, hands) })
            : t('conduct.hands.countedOnly')
          : t('conduct.hands.waits')}{' '}
        <span className="soft">
          {t('conduct.hands.devices', { n: voted?.size ?? '…' })}. {t('conduct.hands.seats', { n: seats })}
        </span>
      </p>
      {entering ? (
        <Totals
          voting={voting}
          start={hands ?? {}}
          submit={t('conduct.hands.enter')}
          busy={busy}
          onSubmit={counts =>
            void ask({ type: 'voting.countHands', voting: voting.id, counts }).then(answer => {
              if (answer.ok) setAgain(false);
            })
          }
        />
      ) : me.role === 'secretary' ? (
        <div>
          <Button size="small" onClick={() => setAgain(true)}>
            {t('conduct.hands.again')}
          </Button>
        </div>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

/** Roll call: who is called now, the answer as spoken, who is next; the order with those who have answered. */
export function RollCall({ voting }: { readonly voting: Voting }) {
  const { state, me, pulse } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const voted = votedSeats(voting, pulse) ?? new Set<string>();
  const { called, roll } = voting;
  const name = (seat: string) => localize(seatOf(state, seat)?.label ?? {});
  const next = nextCalled(voting, voted);
  const answered = called !== undefined && voted.has(called.seat);
  const line = called && lineOf(voting, called.seat);
  const left = line !== undefined && !answered && hasLeft(state, voting, line);
  const clerk = me.role === 'secretary';
  return (
    <section className="vote-work roll-call stack" aria-labelledby="roll-heading">
      <h3 className="small" id="roll-heading">
        {t('conduct.roll.heading')}
      </h3>
      <p className="called" aria-live="polite" aria-atomic="true">
        {called ? (
          <>
            <span className="small soft">
              {t('conduct.roll.now')}, {t('conduct.roll.call', { n: String(called.call) })}
            </span>
            <strong>{name(called.seat)}</strong>
            {answered ? <span className="small">✓ {t('conduct.roll.answered')}</span> : null}
            {left ? <span className="small">{t('conduct.left.line')}</span> : null}
          </>
        ) : (
          t('conduct.roll.notYet')
        )}
      </p>
      {clerk ? (
        <div className="row">
          {called && !answered && !left ? (
            <ChoiceEntry
              words
              key={`${called.seat} ${called.call}`}
              voting={voting}
              label={name(called.seat)}
              legend={t('chair.step.answer', { name: name(called.seat) })}
              busy={busy}
              onEnter={choice => void ask({ type: 'voting.answer', voting: voting.id, seat: called.seat, choice })}
            />
          ) : null}
          {next ? (
            <Button
              kind={called && !answered && !left ? undefined : 'primary'}
              busy={busy}
              onClick={() => void ask({ type: 'voting.callNext', voting: voting.id })}
            >
              {t(next.again ? 'conduct.roll.again' : 'conduct.roll.next', { name: name(next.seat) })}
            </Button>
          ) : (
            <span className="soft">{t('conduct.roll.done')}</span>
          )}
        </div>
      ) : null}
      <RefusalNotice refusal={refusal} />
      {roll ? (
        <details>
          <summary>{t('conduct.roll.order', { seed: roll.seed })}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard */}
          <ol className="not-yet" tabIndex={0} aria-label={t('conduct.roll.order', { seed: roll.seed })}>
            {roll.order.map(seat => (
              <li key={seat} aria-current={called?.seat === seat ? 'step' : undefined}>
                <span className="who">{name(seat)}</span>
                <span className="small soft">{voted.has(seat) ? `✓ ${t('conduct.roll.voted')}` : ''}</span>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </section>
  );
}

/** Secret with paper: papers given out in the hall, then each teller's totals, which the other does not see. */
export function Papers({ voting }: { readonly voting: Voting }) {
  const { state, me, pulse } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const issued = voting.paper?.seats ?? [];
  const lines = hallLines(state, voting, votedSeats(voting, pulse));
  const name = (id: string) => localize(participantOf(state, id)?.label ?? {});
  const tellers = voting.tellers ?? [];
  const teller = me.participant !== null && tellers.includes(me.participant);
  const done = me.participant !== null && voting.paper?.entered.includes(me.participant) === true;
  const { counted = false, round = 1, entered = [] } = voting.paper ?? {};
  return (
    <section className="vote-work papers stack" aria-labelledby="papers-heading">
      <h3 className="small" id="papers-heading">
        {t('conduct.paper.heading')}
      </h3>
      <p aria-live="polite">
        {t('conduct.paper.issued', { n: issued.length })}.{' '}
        <span className="soft">{t('conduct.paper.tellers', { names: tellers.map(name).join(', ') })}</span>{' '}
        {counted
          ? `✓ ${t('conduct.paper.counted')}`
          : entered.length > 0
            ? t('conduct.paper.entered')
            : round > 1
              ? t('conduct.paper.round', { n: round })
              : null}
      </p>
      {me.role === 'secretary' && !counted && lines.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard
        <ul className="not-yet" aria-labelledby="papers-heading" tabIndex={0}>
          {lines.map(({ seat }) => {
            const act = { type: 'voting.issuePaper', voting: voting.id, seat } as const;
            const label = localize(seatOf(state, seat)?.label ?? {});
            return (
              <li key={seat}>
                <span className="who">{label}</span>
                {issued.includes(seat) ? (
                  <span className="small">✓ {t('conduct.paper.has')}</span>
                ) : (
                  <Button
                    size="small"
                    busy={busy}
                    why={whyNot(act)}
                    aria-label={t('conduct.paper.issueTo', { name: label })}
                    onClick={() => void ask(act)}
                  >
                    {t('conduct.paper.issue')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
      <RefusalNotice refusal={refusal} />
      {teller && voting.paper && !counted ? (
        done ? (
          <p role="status">✓ {t('conduct.paper.yourDone')}</p>
        ) : voting.key && !voting.unsealed ? (
          <p className="small soft">{t('conduct.paper.afterEnd')}</p>
        ) : (
          <TellerCount key={round} voting={voting} />
        )
      ) : null}
    </section>
  );
}

/** A teller's own count, for whatever page the teller looks at. */
export function TellerCount({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  return (
    <div className="teller stack">
      <h4 className="small">{t('conduct.paper.count')}</h4>
      <p className="small soft">{t('conduct.paper.countHint')}</p>
      <Totals
        voting={voting}
        start={{}}
        spoiled
        submit={t('conduct.paper.record')}
        busy={busy}
        onSubmit={(counts, spoiled) =>
          void ask({ type: 'voting.countPaper', voting: voting.id, counts: { ...counts }, spoiled })
        }
      />
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
