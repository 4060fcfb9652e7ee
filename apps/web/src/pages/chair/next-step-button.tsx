import {
  type Act,
  isCorrespondence,
  leftUndone,
  meetingVote,
  quorumNow,
  type State,
  seatOf,
  type Wording,
} from '@kengesh/domain';
import { quorumSentence } from '@kengesh/phrases/page';
import { useEffect, useRef, useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { KeptDrafts } from '../../drafts/kept-drafts.js';
import type { KeptDraft } from '../../drafts/store.js';
import { useKeptDrafts } from '../../drafts/use-draft.js';
import { undoneSentences } from '../../features/agenda/undone.js';
import { leftSentences } from '../../features/session/left-sentences.js';
import { howHeld } from '../../features/voting/how-held.js';
import { waitingMotions } from '../../features/voting/pending-voters.js';
import { type VoteChoice, voteAct } from '../../features/voting/vote-act.js';
import { hallWithoutDevice } from '../../features/voting/without-device.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Key, useKey } from '../../ui/keys.js';
import { type OpenForm, useFrontForm, useOpenQuestion } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { LostQuorumNotice } from './lost-quorum.js';
import { nextStep, type Said, type Work } from './next-step.js';
import type { StepCode } from './next-step-codes.js';

/**
 * The largest thing on the page, worded as its effect: the submit of the form that is open on the item in view, else the next
 * lawful step. What was typed elsewhere stands beside it and is never sent by it.
 */
export function NextStepButton({
  choice,
  onGo,
  onGoToDraft,
  onAskSession,
}: {
  readonly choice: VoteChoice;
  /** What may be done without a quorum is asked where the session as a whole is acted on. */
  readonly onAskSession: (what: 'recess' | 'close') => void;
  /** The step is done in a panel of what is going on now: bring that into sight. */
  readonly onGo: () => void;
  readonly onGoToDraft: (draft: KeptDraft) => void;
}) {
  const front = useFrontForm();
  const bar = useRef<HTMLDivElement>(null);
  const form = front?.form ?? null;
  // The bar may have grown over what is being typed in.
  useEffect(() => {
    const field = document.activeElement;
    if (form !== null && field instanceof HTMLElement && !bar.current?.contains(field))
      field.scrollIntoView?.({ block: 'nearest' });
  }, [form]);
  return (
    <div className="next-step" ref={bar}>
      <LostQuorumNotice onAsk={onAskSession} />
      <KeptDrafts except={form} onGo={onGoToDraft} />
      <div className="next-main">
        {front ? <SendForm form={front} onGo={onGo} /> : <Step choice={choice} onGo={onGo} />}
      </div>
    </div>
  );
}

/** A form is open: this is its button, and what the session waits for comes after it. */
function SendForm({ form, onGo }: { readonly form: OpenForm; readonly onGo: () => void }) {
  const { state, pulse } = useSession();
  const { t } = useLanguage();
  const vote = meetingVote(state);
  const entitled = vote?.register.filter(line => line.entitled).length ?? 0;
  const cast = pulse?.voting?.id === vote?.id ? (pulse?.voting?.cast ?? 0) : 0;
  useKey('n', form.label, form.submit, form.why);
  return (
    <div className="next-form">
      <Button
        kind="primary"
        size="large"
        className="next-button"
        why={form.why}
        busy={form.busy}
        aria-keyshortcuts="n"
        onClick={form.submit}
      >
        <span className="what">
          {form.label}
          {form.detail ? <small>{form.detail}</small> : null}
        </span>{' '}
        <Key of="n" />
      </Button>
      <Button title={t('chair.draft.asideHint')} onClick={form.setAside}>
        {t('chair.draft.aside')}
      </Button>
      {(form.why ?? form.note) ? <p className="next-why">{form.why ?? form.note}</p> : null}
      {vote ? (
        <p className="next-vote small" role="status">
          {t('chair.draft.voteOpen', { cast, entitled })}{' '}
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              onGo();
              requestAnimationFrame(() => document.querySelector('.voting-panel')?.scrollIntoView());
            }}
          >
            {t('chair.draft.toVote')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** Steps that cannot be taken back: one key asks, a press on the button does what is written on it. */
const FOR_GOOD: readonly StepCode[] = [
  'open',
  'put',
  'repeat',
  'openElection',
  'closeVoting',
  'runoff',
  'closeSession',
];

function Step({ choice, onGo }: { readonly choice: VoteChoice; readonly onGo: () => void }) {
  const { state, me, pulse } = useSession();
  const { t, localize, language } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask, clear } = useSubmitAct();
  const [asked, setAsked] = useState<string | null>(null);
  const question = useOpenQuestion();
  const step = nextStep(state, me, pulse);
  const params = ({ params: given }: Said<string>) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'object' ? excerpt(localize(value as Wording), 56) : value,
      ]),
    );
  const put = step.code === 'put' || step.code === 'repeat';
  const waiting = put && state.agenda.current !== null ? waitingMotions(state, state.agenda.current) : [];
  const chosen = waiting.find(one => one.id === choice.motion) ?? waiting[0];
  const words = chosen ? { text: excerpt(localize(chosen.text), 56) } : params(step);
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
  // Of a quorum with several conditions one number says nothing.
  const finding = quorumNow(state);
  const quorum = finding ? quorumSentence(language, finding) : '';
  const told = (why: NonNullable<typeof step.why>) =>
    why.code === 'quorum' && finding?.parts ? quorum : t(`chair.stepWhy.${why.code}`, params(why));
  const whyAct = step.why && !byPost ? told(step.why) : lacks;
  const unlawful = whyAct ?? (put && wanted !== null && typeof wanted !== 'string' ? whyNot(wanted) : null);
  const why = question ? t('chair.draft.answerFirst', { question }) : unlawful;
  const id = `${step.code} ${JSON.stringify(wanted)}`;
  const undone = useUndone(step.undone);
  const bare = isPlainSecret(state, wanted) ? hallWithoutDevice(state, pulse) : null;
  const cannotVote = bare?.seats.map(seat => localize(seatOf(state, seat)?.label ?? {})) ?? [];
  const confirm = step.confirm
    ? {
        question: t(`chair.stepAsk.${step.confirm.code}`, { ...params(step.confirm), quorum }),
        lines: [
          ...(step.confirm.code === 'noQuorum' ? [t('chair.lost.ways')] : []),
          ...(step.also ? [t(`chair.stepAsk.${step.also.code}`, params(step.also))] : []),
          ...(step.confirm.code === 'undone' ? undone : []),
          ...(step.confirm.code === 'closeSession' ? leftSentences(state, leftUndone(state), { t, localize }) : []),
        ],
      }
    : cannotVote.length > 0
      ? { question: t('chair.stepAsk.noDevice', { n: cannotVote.length, hall: bare?.hall ?? 0 }), lines: cannotVote }
      : null;
  const asking = asked === id && !question;

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
  const press = (byKey: boolean) => {
    if (step.go) {
      const target = PLACE[step.go];
      onGo();
      requestAnimationFrame(() => document.querySelector<HTMLElement>(target)?.focus());
    } else if (confirm || (byKey && FOR_GOOD.includes(step.code))) setAsked(id);
    else void doIt();
  };
  const idle = step.act === null && step.go === null;
  useKey('n', label, () => press(true), why, !idle);

  return (
    <>
      <RefusalNotice refusal={refusal} />
      {idle ? (
        <p className="next-wait" role="status">
          {label}
        </p>
      ) : asking && !why ? (
        <Confirm
          question={confirm?.question ?? t('chair.stepAsk.byKey', { step: how ? `${label} (${how})` : label })}
          lines={confirm?.lines ?? []}
          yes={label}
          no={t('chair.stepWait')}
          busy={busy}
          ofBar
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
            onClick={() => press(false)}
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
    </>
  );
}

/** Whether the act opens a secret vote on devices alone: nobody can enter a ballot for a seat without one. */
function isPlainSecret(state: State, act: Act | string | null): boolean {
  if (act === null || typeof act === 'string') return false;
  if (act.type === 'voting.openRunoff') return state.votings[act.voting]?.method === 'secret';
  if (act.type === 'voting.open') return act.method === 'secret' && !act.way;
  return (act.type === 'election.open' || act.type === 'voting.openElection') && act.method === 'secret';
}

/** What is undone under the current item, in sentences; what is typed there and was not sent is undone too. */
function useUndone(undone: ReturnType<typeof nextStep>['undone']): readonly string[] {
  const { state } = useSession();
  const language = useLanguage();
  const typed = useKeptDrafts().filter(draft => draft.item !== null && draft.item === state.agenda.current).length;
  return [
    ...undoneSentences(undone, language),
    ...(typed > 0 ? [language.t('chair.undone.drafts', { n: typed })] : []),
  ];
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
  key: '.key-waits input, .key-waits button',
  record: '.record-panel button',
};

/** A second ballot closes as votes do here. */
const withEnd = (act: Act, { closesInSeconds }: VoteChoice): Act =>
  act.type === 'voting.openRunoff' ? { ...act, closesInSeconds } : act;
