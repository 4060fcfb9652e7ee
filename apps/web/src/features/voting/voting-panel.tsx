import { isCorrespondence, waitsForKey } from '@kengesh/domain';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { howHeld } from './how-held.js';
import { OpenVote } from './open-vote.js';
import { Outcome } from './outcome.js';
import { votingsOf, waitingMotions } from './pending-voters.js';
import { TestVote } from './repair.js';
import { CastingVote } from './settle.js';
import { voteAct } from './vote-act.js';
import { USUAL, type VoteChoice, VoteChoicePanel } from './vote-choice.js';
import './voting-panel.css';
import './ways.css';

interface Props {
  readonly item: string;
  readonly choice: VoteChoice;
  readonly onChoice: (choice: VoteChoice) => void;
}

/** The vote of an item: how it will be held, how far it is, how it came out. */
export function VotingPanel({ item, choice, onChoice }: Props) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const running = Object.values(state.votings).filter(one => one.closedAt === null && !waitsForKey(one));
  const byPost = running.filter(one => isCorrespondence(one) || one.endedAt !== undefined);
  // The meeting's own vote stands first; those by correspondence, and those whose papers are still counted, run beside it.
  const open = [...running.filter(one => !byPost.includes(one)), ...byPost];
  const free = open.length === byPost.length;
  const [last, ...earlier] = votingsOf(state, item).filter(one => one.closedAt !== null);
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const current = presides && state.agenda.current === item;
  const choosing = current && free && waitingMotions(state, item).length > 0;
  const beside = presides && !current && open.length > 0 && free && waitingMotions(state, item).length > 0;
  const tie = last?.result?.awaits === 'chair' ? last : undefined;

  // A lot, tellers and a deadline are of one vote; how votes are usually held here stays.
  const opened = running.at(-1)?.id;
  useEffect(() => {
    const { method, majority, closesInSeconds } = choice;
    if (opened) onChoice({ ...USUAL, method: choice.way ? 'named' : method, majority, closesInSeconds });
    // only an opening starts anew
  }, [opened]);

  if (open.length === 0 && !last && !current) return null;
  const shown = last && free ? last : undefined;
  const rest = shown ? earlier : [...(last ? [last] : []), ...earlier];
  return (
    <section className="voting-panel stack" aria-labelledby="voting-heading">
      <h2 className="overline" id="voting-heading">
        {t('chair.vote.heading')}
      </h2>
      {open.map((one, index) => (
        <OpenVote key={one.id} voting={one} own={index === 0} />
      ))}
      {beside ? <Beside item={item} /> : null}
      {tie ? <CastingVote voting={tie} /> : null}
      <div aria-live="polite">{shown ? <Outcome voting={shown} /> : null}</div>
      {choosing ? <VoteChoicePanel item={item} choice={choice} onChoice={onChoice} /> : null}
      {current && free ? <TestVote item={item} /> : null}
      {rest.length > 0 ? (
        <details>
          <summary>{t('chair.vote.earlier', { n: rest.length })}</summary>
          <div className="stack">
            {rest.map(one => (
              <Outcome key={one.id} voting={one} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

/** Votes by correspondence run beside each other, of whatever item: one more is opened here, for the page waits for no step. */
function Beside({ item }: { readonly item: string }) {
  const { state } = useSession();
  const language = useLanguage();
  const { t } = language;
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [choice, setChoice] = useState<VoteChoice>({ ...USUAL, way: 'written' });
  const motions = waitingMotions(state, item);
  const motion = motions.find(one => one.id === choice.motion) ?? motions[0];
  if (!motion) return null;
  const act = voteAct(state, motion.id, choice);
  const why = typeof act === 'string' ? t(`conduct.way.lacks.${act}`) : whyNot(act);
  return (
    <details className="fix">
      <summary>{t('conduct.beside')}</summary>
      <div className="stack">
        <VoteChoicePanel item={item} choice={choice} onChoice={setChoice} />
        <div className="row">
          <Button busy={busy} why={why} onClick={() => typeof act !== 'string' && void ask(act)}>
            {t('conduct.besideOpen')}
          </Button>
          <span className="small soft">{why ?? howHeld(language, state, motion.id, choice)}</span>
        </div>
        <RefusalNotice refusal={refusal} />
      </div>
    </details>
  );
}
