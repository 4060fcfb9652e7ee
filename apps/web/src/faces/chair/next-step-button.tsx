import type { Act, Wording } from '@kengesh/domain';
import { ruleSentence } from '@kengesh/phrases';
import { useEffect, useRef, useState } from 'react';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { excerpt, type VoteChoice } from '../../rooms/voting/vote-choice.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { nextStep, type Said } from './next-step.js';

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
  const chosen = step.code === 'put' && choice.motion ? state.motions[choice.motion] : undefined;
  const words = chosen?.status === 'admitted' ? { text: excerpt(w(chosen.text), 56) } : params(step);
  const label = t(`chair.step.${step.code}`, words);
  const rules = state.prepared?.rules.majorities ?? [];
  const rule = rules.find(one => one.key === choice.majority) ?? rules[0];
  // What the vote will be held by stands on the button, even where the choice of it has scrolled away.
  const how =
    step.code === 'put' && rule
      ? [
          t(`roles.method.${choice.method}`),
          ruleSentence(language, { ...rule.threshold, key: rule.key }),
          choice.closesInSeconds === null ? null : t('chair.vote.closesAfter', { n: choice.closesInSeconds / 60 }),
        ]
          .filter(Boolean)
          .join(' · ')
      : null;
  const why = step.why && t(`chair.stepWhy.${step.why.code}`, params(step.why));
  const id = `${step.code} ${JSON.stringify(step.act)}`;
  const asking = step.confirm !== null && asked === id;

  // A refusal speaks of the step that was asked for; the next one starts clean.
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== id) clear();
    before.current = id;
  });

  const doIt = async () => {
    if (!step.act) return;
    await ask(withChoice(step.act, choice, chosen?.status === 'admitted'));
    setAsked(null);
  };
  const press = () => {
    if (step.go) {
      const target = step.go === 'hands' ? '.by-hand button, .by-hand select' : '.record-panel button';
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

/** The step with what was chosen for the vote: which text, how, by what majority, until when. */
function withChoice(act: Act, { motion, method, majority, closesInSeconds }: VoteChoice, ofMotion: boolean): Act {
  if (act.type === 'voting.openRunoff') return { ...act, closesInSeconds };
  if (act.type !== 'voting.open') return act;
  return {
    ...act,
    motion: ofMotion && motion ? motion : act.motion,
    method,
    majority: majority ?? act.majority,
    closesInSeconds,
  };
}
