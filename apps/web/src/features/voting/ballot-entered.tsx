import { type AssistedBallot, isPending, type State, type Voting } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { useSeatName } from './ballot-several.js';
import type { BallotView } from './ballot-state.js';
import { ballotWord } from './ballot-words.js';

/** "Not so": the way from a ballot that the bureau entered to the own one, which takes its place until the close (PROC-32). */
export function NotSo({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { mine, recordedFor, voting } = ballot;
  const entered = mine.some(one => one.on === 'device' && recordedFor(one.seat)?.entered);
  if (!entered || voting?.closedAt || ballot.mayChange) return null;
  return (
    <div className="stack tight">
      <p className="small">{t('part.entered.notSoHint')}</p>
      <Button onClick={() => ballot.change(true)}>{t('part.entered.notSo')}</Button>
    </div>
  );
}

/** "Is this your vote?": asked on the device of the seat for which the secretary entered a ballot by telephone (PROC-32). */
export function AssistQuestions({ ballot }: { readonly ballot: BallotView }) {
  const { state, me } = useSession();
  const { voting } = ballot;
  if (!voting) return null;
  return assistsAsked(state, me.participant, ballot).map(([seat, { choice, asked, unanswered }]) => (
    <AssistQuestion
      key={seat}
      ballot={ballot}
      voting={voting}
      seat={seat}
      choice={choice}
      until={unanswered ? null : (asked?.until ?? null)}
    />
  ));
}

/** Ballots given by telephone that this page is asked about, with their seats. */
export function assistsAsked(
  state: State,
  participant: string | null,
  { voting, mine }: Pick<BallotView, 'voting' | 'mine'>,
): readonly (readonly [seat: string, AssistedBallot])[] {
  if (!voting || voting.closedAt) return [];
  return mine.flatMap(({ seat }) => {
    const assist = state.assists?.[voting.id]?.[seat];
    return assist?.asked?.participant === participant && isPending(assist) ? [[seat, assist] as const] : [];
  });
}

function AssistQuestion({
  ballot,
  voting,
  seat,
  choice,
  until,
}: {
  readonly ballot: BallotView;
  readonly voting: Voting;
  readonly seat: string;
  readonly choice: string;
  readonly until: string | null;
}) {
  const language = useLanguage();
  const { t } = language;
  const { now } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const at = useNow(now);
  const seatName = useSeatName(ballot);
  const own = ballot.mine.find(one => one.seat === seat);
  const answer = (yes: boolean) => void ask({ type: 'voting.assistAnswer', voting: voting.id, seat, own: yes });
  const left = until === null ? 0 : Math.max(0, Math.ceil((Date.parse(until) - at) / 1000));
  return (
    <section className="notice warn stack tight" role="alert" aria-label={t('part.assist.heading')}>
      <strong>{t('part.assist.heading')}</strong>
      <p>
        {t('part.assist.ask', {
          choice: ballotWord(language, voting, choice),
          seat: ballot.mine.length > 1 && own ? seatName(own) : '',
        })}
      </p>
      <div className="row">
        <Button kind="primary" busy={busy} onClick={() => answer(true)}>
          {t('part.assist.yes')}
        </Button>
        <Button busy={busy} onClick={() => answer(false)}>
          {t('part.entered.notSo')}
        </Button>
      </div>
      {left > 0 ? (
        <p className="soft small" aria-hidden="true">
          {clockText(left)}
        </p>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}
