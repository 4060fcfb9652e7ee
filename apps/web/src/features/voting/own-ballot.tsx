import './ballot.css';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { AnyChoices } from './ballot-election.js';
import { AssistQuestions, NotSo } from './ballot-entered.js';
import { isAsked } from './ballot-seats.js';
import { SeveralBallots } from './ballot-several.js';
import { useBallot } from './ballot-state.js';
import { ObjectionBallot } from './ballot-way.js';

/** Whoever presides votes too: the own ballots beside the vote, in two steps, never chosen beforehand. */
export function OwnBallot() {
  const { me } = useSession();
  const { t, localize, refusalText } = useLanguage();
  const ballot = useBallot();
  const { voting, standing, recorded, open, choice, choices, stage, refusal, choose, confirm, changing } = ballot;
  if (!voting || voting.closedAt || voting.lotDue || standing.kind === 'no_seat') return null;
  const sending = stage === 'sending';
  const chosen = open.some(one => choices[one.seat] !== undefined);
  // Hands are counted and papers are given out: such a seat votes in the hall.
  const inHall = ballot.mine.some(one => one.on !== 'device');
  return (
    <section className="own-ballot stack" aria-label={t('chair.own.heading')}>
      <h3 className="overline">
        {t('chair.own.heading')} · {localize(me.label)}
      </h3>
      <AssistQuestions ballot={ballot} />
      {standing.kind === 'not_entitled' ? (
        <p className="soft">{standing.why === 'left' ? refusalText('voting.left') : t('chair.own.notEntitled')}</p>
      ) : isAsked(voting) ? (
        <ObjectionBallot ballot={ballot} />
      ) : recorded && !changing ? (
        <div className="row spread">
          <p role="status">
            <span aria-hidden="true">✓ </span>
            {t('chair.own.recorded', { receipt: recorded.receipt ?? '' })}
          </p>
          {ballot.mayChange ? (
            <Button size="small" onClick={() => ballot.change(true)}>
              {t('conduct.own.change')}
            </Button>
          ) : null}
          <NotSo ballot={ballot} />
        </div>
      ) : open.length === 0 ? (
        inHall ? (
          <p className="soft">{t('conduct.own.inHall')}</p>
        ) : null
      ) : (
        <>
          <RefusalNotice refusal={refusal} />
          {voting.way === 'hands' && voting.tie === 'chairSide' && voting.presiding === me.participant ? (
            <p className="small">{t('chair.own.tieHere')}</p>
          ) : null}
          <div className="casting">
            {open.length > 1 ? (
              <SeveralBallots ballot={ballot} locked={sending} />
            ) : (
              <AnyChoices voting={voting} value={choice} onChoose={next => choose(next)} locked={sending} />
            )}
            <Button kind="primary" busy={sending} why={chosen ? null : t('chair.own.choose')} onClick={confirm}>
              {t('chair.own.confirm')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
