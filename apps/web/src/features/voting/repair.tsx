import { seatOf, VOID_REASONS, type Voting, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { accepted, DraftForm, useDraftForm } from '../../drafts/draft-form.js';
import { useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Field } from '../../ui/field.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { MethodChoice } from './method-choice.js';
import { ChoiceEntry, takesWords } from './not-yet.js';
import { type PendingVoter, pendingAssists } from './pending-voters.js';
import { ClosingChoice } from './vote-choice.js';

/** The vote is ended without a result, with the reason; its motion may be put again (PROC-14). */
export function VoidVote({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<(typeof VOID_REASONS)[number]>('outage');
  return (
    <details className="fix">
      <summary>{t('conduct.fix.heading')}</summary>
      {asking ? (
        <Confirm
          question={t('conduct.void.ask')}
          yes={t('conduct.void.add')}
          busy={busy}
          onYes={() => void ask({ type: 'voting.void', voting: voting.id, reason })}
          onNo={() => setAsking(false)}
        >
          <select
            className="input"
            aria-label={t('conduct.void.reason')}
            value={reason}
            onChange={event => setReason(VOID_REASONS.find(one => one === event.target.value) ?? 'outage')}
          >
            {VOID_REASONS.map(one => (
              <option key={one} value={one}>
                {t(`conduct.void.reason.${one}`)}
              </option>
            ))}
          </select>
        </Confirm>
      ) : (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('conduct.void.add')}…
        </Button>
      )}
      <RefusalNotice refusal={refusal} />
    </details>
  );
}

/** A ballot told by telephone counts once a second person has heard the same: so what was entered is not shown here. */
export function AssistConfirm({ voting }: { readonly voting: Voting }) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const waiting = pendingAssists(state, voting);
  if (waiting.length === 0 || (me.role !== 'chair' && me.role !== 'deputy')) return null;
  return (
    <section className="vote-work assists notice warn stack" aria-labelledby="assists-heading">
      <h3 className="small" id="assists-heading">
        {t('conduct.assist.confirm')}
      </h3>
      <p className="small">{t('conduct.assist.confirmHint')}</p>
      <ul className="not-yet">
        {waiting.map(seat => {
          const label = localize(seatOf(state, seat)?.label ?? {});
          return (
            <li key={seat}>
              <span className="who">{label}</span>
              <ChoiceEntry
                voting={voting}
                label={label}
                legend={t('conduct.assist.of', { name: label })}
                busy={busy}
                onEnter={choice => void ask({ type: 'voting.assistConfirm', voting: voting.id, seat, choice })}
              />
            </li>
          );
        })}
      </ul>
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

/** A vote told to the secretary by telephone: whose, and what; a second person has to have heard it too (PROC-16). */
export function AssistEntry({ voting, left }: { readonly voting: Voting; readonly left: readonly PendingVoter[] }) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [seat, setSeat] = useState('');
  if (me.role !== 'secretary' || !takesWords(voting) || state.prepared?.rules.ballots?.assisted === false) return null;
  const away = left.filter(one => one.line !== 'hall' && one.line !== 'left').map(one => one.seat);
  if (away.length === 0) return null;
  const chosen = away.includes(seat) ? seat : '';
  const label = localize(seatOf(state, chosen)?.label ?? {});
  return (
    <details className="fix">
      <summary>{t('conduct.assist.heading')}</summary>
      <div className="row assist-new">
        <Field label={t('conduct.assist.who')}>
          {control => (
            <SeatSelect
              {...control}
              seats={state.prepared?.seats.filter(one => away.includes(one.id)) ?? []}
              none={t('chair.election.choose')}
              value={chosen}
              onChange={setSeat}
            />
          )}
        </Field>
        {chosen ? (
          <ChoiceEntry
            key={chosen}
            voting={voting}
            label={label}
            legend={t('conduct.assist.of', { name: label })}
            busy={busy}
            onEnter={choice =>
              void ask({ type: 'voting.assist', voting: voting.id, seat: chosen, choice }).then(answer => {
                if (answer.ok) setSeat('');
              })
            }
          />
        ) : null}
      </div>
      <RefusalNotice refusal={refusal} />
    </details>
  );
}

/** A rehearsal of voting: opened beside the motions, and nothing follows from it. */
export function TestVote({ item }: { readonly item: string }) {
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const typed = useOpenAtFirst(`test.${item}`);
  const [open, setOpen] = useState(typed);
  useFormRequest(`test.${item}`, () => setOpen(true));
  const why = whyNot({ type: 'voting.openTest', text: { ru: '…' }, method: 'named', closesInSeconds: null });
  if (open) return <TestForm item={item} why={why} onDone={() => setOpen(false)} />;
  return (
    <div>
      <Button kind="quiet" size="small" why={why} onClick={() => setOpen(true)}>
        {t('conduct.test.add')}…
      </Button>
    </div>
  );
}

interface TestDraft {
  readonly text: Wording;
  readonly method: 'named' | 'secret';
  readonly closesInSeconds: number | null;
}

function TestForm({
  item,
  why,
  onDone,
}: {
  readonly item: string;
  readonly why: string | null;
  readonly onDone: () => void;
}) {
  const { t, language } = useLanguage();
  const form = useDraftForm<TestDraft>({
    form: `test.${item}`,
    kind: 'test',
    item,
    initial: { text: { [language]: t('conduct.test.example') }, method: 'named', closesInSeconds: null },
    words: typed => typed.text,
    label: () => t('conduct.test.open'),
    why,
    missing: ({ text }) => ({ text: !written(text) && t('chair.writeFirst') }),
    send: ({ text, method, closesInSeconds }, ask) =>
      accepted(ask, { type: 'voting.openTest', text: written(text) ?? {}, method, closesInSeconds }),
    onDone,
  });
  const { text, method, closesInSeconds } = form.value;
  return (
    <DraftForm form={form} yes={t('conduct.test.open')}>
      <p className="small">{t('ways.test')}</p>
      <WordingField
        label={t('conduct.test.text')}
        value={text}
        onChange={next => form.change({ text: next })}
        max={500}
        error={form.missing.text || null}
      />
      <div className="vote-choice">
        <MethodChoice value={method} onChange={next => form.change({ method: next })} />
        <ClosingChoice value={closesInSeconds} onChange={next => form.change({ closesInSeconds: next })} />
      </div>
    </DraftForm>
  );
}
