import './ballot.css';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Refused } from '../../ui/refused.js';
import { BallotChoices } from './ballot-choices.js';
import { useBallot } from './ballot-state.js';

/** Whoever presides votes too: the own seat's ballot beside the vote, in two steps, never chosen beforehand. */
export function OwnBallot() {
  const { me } = useSession();
  const { t, w } = useLanguage();
  const { voting, standing, recorded, choice, stage, refusal, choose, confirm } = useBallot();
  if (!voting || standing.kind === 'no_seat') return null;
  return (
    <section className="own-ballot stack" aria-label={t('chair.own.heading')}>
      <h3 className="overline">
        {t('chair.own.heading')} · {w(me.label)}
      </h3>
      {standing.kind === 'not_entitled' ? (
        <p className="soft">{t('chair.own.notEntitled')}</p>
      ) : recorded ? (
        <p role="status">
          <span aria-hidden="true">✓ </span>
          {t('chair.own.recorded', { receipt: recorded.receipt ?? '' })}
        </p>
      ) : (
        <>
          <Refused refusal={refusal} />
          <div className="casting">
            <BallotChoices choices={voting.choices} value={choice} onChoose={choose} locked={stage === 'sending'} />
            <Button
              kind="primary"
              busy={stage === 'sending'}
              why={choice === null ? t('chair.own.choose') : null}
              onClick={confirm}
            >
              {t('chair.own.confirm')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
