import { type Act, isCorrespondence, type Wording } from '@kengesh/domain';
import { useEffect, useRef, useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { howHeld } from '../../rooms/voting/how-held.js';
import { waitingMotions } from '../../rooms/voting/missing.js';
import { type VoteChoice, voteAct } from '../../rooms/voting/vote-act.js';
import { excerpt } from '../../rooms/voting/vote-choice.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { nextStep, type Said, type Work } from './next-step.js';

/** The next lawful step, the largest thing on the page, worded as its effect. */
export function NextStepButton({
  choice,
  onGo,
}: {
  readonly choice: VoteChoice;
  /** The step is done in a panel of what is going on now: bring that into sight. */
  readonly onGo: () => void;
}) {
  const { state, me, pulse } = useSession();
  const { t, w, language } = useLanguage();
  const whyNot = useWhyNot();
  const { busy, refusal, ask, clear } = useAsk();
  const [asked, setAsked] = useState<string | null>(null);
  const step = nextStep(state, me, pulse);
  const params = ({ params: given }: Said<string>) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'object' ? excerpt(w(value as Wording), 56) : value,
      ]),
    );
  const put = step.code === 'put' || step.code === 'repeat';
  const waiting = put && state.agenda.current !== null ? waitingMotions(state, state.agenda.current) : [];
  const chosen = waiting.find(one => one.id === choice.motion) ?? waiting[0];
  const words = chosen ? { text: excerpt(w(chosen.text), 56) } : params(step);
  const asks = choice.way === 'no_objection' && put;
  const again = step.code === 'repeat';
  const label = t(asks ? (again ? 'chair.step.askRepeat' : 'chair.step.ask') : `chair.step.${step.code}`, words);
  // What the vote will be held by stands on the button, even where the choice of it has scrolled away.
  const how = put && chosen ? howHeld({ t, language }, state, chosen.id, choice) : null;
  // The vote as chosen may lack something, or be unlawful, where the usual one is not.
  const wanted = chosen ? voteAct(state, chosen.id, choice) : step.act;
  const lacks = typeof wanted === 'string' ? t(`conduct.way.lacks.${wanted}`) : null;
  // By correspondence the absent are asked too, so that who is present now does not matter.
  const byPost = put && choice.way !== null && isCorrespondence({ way: choice.way });
  const whyAct = step.why && !byPost ? t(`chair.stepWhy.${step.why.code}`, params(step.why)) : lacks;
  const why = whyAct ?? (put && wanted !== null && typeof wanted !== 'string' ? whyNot(wanted) : null);
  const id = `${step.code} ${JSON.stringify(step.act)}`;
  const asking = step.confirm !== null && asked === id;

  // A refusal speaks of the step that was asked for; the next one starts clean.
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== id) clear();
    before.current = id;
  });

  const doIt = async () => {
    if (wanted === null || typeof wanted === 'string') return;
    await ask(withEnd(wanted, choice));
    setAsked(null);
  };
  const press = () => {
    if (step.go) {
      const target = PLACE[step.go];
      onGo();
      requestAnimationFrame(() => document.querySelector<HTMLElement>(target)?.focus());
    } else if (step.confirm) setAsked(id);
    else void doIt();
  };
  const idle = step.act === null && step.go === null;
  useKey('n', label, press, why, !idle);

  return (
    <div className="next-step">
      <Refused refusal={refusal} />
      {idle ? (
        <p className="next-wait" role="status">
          {label}
        </p>
      ) : asking && step.confirm ? (
        <Confirm
          question={t(`chair.stepAsk.${step.confirm.code}`, params(step.confirm))}
          yes={label}
          no={t('chair.stepWait')}
          busy={busy}
          onYes={() => void doIt()}
          onNo={() => setAsked(null)}
        />
      ) : (
        <>
          <Button
            kind="primary"
            size="large"
            className="next-button"
            why={why}
            busy={busy}
            aria-keyshortcuts="n"
            onClick={press}
          >
            <span className="what">
              {label}
              {how ? <small>{how}</small> : null}
            </span>{' '}
            <Key of="n" />
          </Button>
          {why ? <p className="next-why">{why}</p> : null}
        </>
      )}
    </div>
  );
}

/** Where in the page a step's work is done. */
const PLACE: { readonly [work in Work]: string } = {
  point: '.order-band button',
  admit: '.motion-admit',
  hands: '.by-hand button, .by-hand select',
  work: '.vote-work .by-hand button, .vote-work .by-hand select, .vote-work input, .vote-work button',
  assist: '.assists .by-hand button, .assists .by-hand select',
  tie: '.tie button',
  lot: '.lot input',
  election: '.called-election select',
  record: '.record-panel button',
};

/** A second ballot closes as votes do here. */
const withEnd = (act: Act, { closesInSeconds }: VoteChoice): Act =>
  act.type === 'voting.openRunoff' ? { ...act, closesInSeconds } : act;
