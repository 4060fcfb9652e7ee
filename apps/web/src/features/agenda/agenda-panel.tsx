import { type AgendaItem, isBureau, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft, useKeptDrafts, useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Key, useKey } from '../../ui/keys.js';
import { formId, useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { undoneOf, undoneSentences } from './undone.js';
import './agenda-panel.css';

interface Props {
  /** The item looked at in the middle; null: the current one. */
  readonly viewed: string | null;
  readonly onView: (item: string | null) => void;
}

/** Leaving an item, once it was asked about. */
interface Leaving {
  readonly act: { readonly type: 'agenda.take' | 'agenda.finish'; readonly item: string };
  readonly from: string | null;
}

const MARK = { pending: '', current: '▶', finished: '✓' } as const;

/** The agenda as it is walked: what is done, what is on, what comes; taken up, finished, added to and reordered here. */
export function AgendaPanel({ viewed, onView }: Props) {
  const { state, me } = useSession();
  const language = useLanguage();
  const { t, localize } = language;
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const typed = useOpenAtFirst('item');
  const [adding, setAdding] = useState(typed);
  useFormRequest('item', () => setAdding(true));
  const { items, current } = state.agenda;
  const selected = viewed ?? current;
  const bureau = me.participant !== null && isBureau(state, me.participant);
  const presides = me.participant !== null && me.participant === state.session.presiding;

  const addWhy = whyNot({ type: 'agenda.add', title: { ru: '…' }, rapporteur: null });
  const takeWhy = selected ? whyNot({ type: 'agenda.take', item: selected }) : null;
  const finishWhy = current ? whyNot({ type: 'agenda.finish', item: current }) : null;
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const drafts = useKeptDrafts().filter(draft => draft.item !== null && draft.item === current).length;
  const leave = ({ act }: Leaving) => {
    setLeaving(null);
    if (act.type === 'agenda.take') onView(null);
    void ask(act);
  };
  // The item that is considered now would be finished by it: asked about where it is not done.
  const leaveOrAsk = (act: Leaving['act']) => {
    const undone = current === null ? [] : undoneOf(state, current);
    if (undone.length + drafts === 0 || current === null) leave({ act, from: current });
    else setLeaving({ act, from: current });
  };
  const take = (item: string) => leaveOrAsk({ type: 'agenda.take', item });
  const finish = (item: string) => leaveOrAsk({ type: 'agenda.finish', item });
  const move = (item: string, by: number) => {
    const order = items.map(one => one.id);
    const from = order.indexOf(item);
    const to = from + by;
    if (from < 0 || to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    void ask({ type: 'agenda.reorder', order });
  };
  useKey('i', t('chair.agenda.add'), () => setAdding(true), addWhy, bureau);
  useKey('t', t('chair.agenda.take'), () => selected && take(selected), takeWhy, presides && selected !== current);
  useKey('f', t('chair.agenda.finish'), () => current && finish(current), finishWhy, presides && current !== null);

  /** Who votes on the item, settled before the first vote on it (PROC-15). */
  const hearing = (item: AgendaItem) => {
    const mustHearAll = item.mustHearAll !== true;
    const act = { type: 'agenda.mark', item: item.id, mustHearAll } as const;
    return (
      <Button
        kind="quiet"
        size="small"
        aria-pressed={!mustHearAll}
        why={whyNot(act)}
        busy={busy}
        onClick={() => void ask(act)}
      >
        <span aria-hidden="true">{mustHearAll ? '☐' : '☑'} </span>
        {t('chair.agenda.mustHearAll')}
      </Button>
    );
  };
  const actions = (item: AgendaItem, place: number) => (
    <div className="agenda-actions row">
      {presides && item.status === 'current' ? (
        <Button size="small" why={finishWhy} busy={busy} aria-keyshortcuts="f" onClick={() => finish(item.id)}>
          {t('chair.agenda.finish')} <Key of="f" />
        </Button>
      ) : null}
      {presides && item.status !== 'current' ? (
        <Button size="small" why={takeWhy} busy={busy} aria-keyshortcuts="t" onClick={() => take(item.id)}>
          {item.status === 'finished' ? t('chair.agenda.takeAgain') : t('chair.agenda.take')} <Key of="t" />
        </Button>
      ) : null}
      <span className="row arrows">
        {[-1, 1].map(by => (
          <Button
            key={by}
            size="small"
            aria-label={t(by < 0 ? 'chair.agenda.up' : 'chair.agenda.down')}
            title={t(by < 0 ? 'chair.agenda.up' : 'chair.agenda.down')}
            aria-keyshortcuts={by < 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'}
            why={addWhy ?? (place + by < 0 || place + by >= items.length ? t('chair.agenda.atEnd') : null)}
            busy={busy}
            onClick={() => move(item.id, by)}
          >
            {by < 0 ? '↑' : '↓'}
          </Button>
        ))}
      </span>
      {hearing(item)}
    </div>
  );

  return (
    <div className="agenda-panel">
      <h2 className="overline">{t('chair.agenda.heading')}</h2>
      {items.length === 0 ? <p className="soft">{t('chair.agenda.empty')}</p> : null}
      <ol className="agenda-items">
        {items.map((item, index) => (
          <li key={item.id} className={`agenda-item ${item.status}`}>
            <button
              type="button"
              className="agenda-choose"
              aria-current={item.status === 'current' ? 'step' : undefined}
              aria-pressed={selected === item.id}
              onClick={() => onView(item.id === current ? null : item.id)}
              onKeyDown={event => {
                if (!bureau || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                if (!addWhy) move(item.id, event.key === 'ArrowUp' ? -1 : 1);
              }}
            >
              <span className="place">{index + 1}</span>
              <span className="mark" aria-hidden="true">
                {MARK[item.status]}
              </span>
              <span className="title">
                {localize(item.title)}
                <span className="visually-hidden"> · {t(`roles.item.${item.status}`)}</span>
                {item.debate === 'closed' || item.debate === 'adjourned' ? (
                  <span className="soft small agenda-debate">
                    {t(item.debate === 'closed' ? 'procedure.agenda.debateClosed' : 'procedure.agenda.debateAdjourned')}
                  </span>
                ) : null}
                {item.mustHearAll ? (
                  <span className="soft small agenda-debate">{t('chair.agenda.mustHearAll')}</span>
                ) : null}
              </span>
            </button>
            {bureau && selected === item.id && state.session.phase !== 'closed' ? actions(item, index) : null}
          </li>
        ))}
      </ol>
      <RefusalNotice refusal={refusal} />
      {leaving && leaving.from !== null && leaving.from === current ? (
        <Confirm
          question={t('chair.stepAsk.undone', { n: items.findIndex(one => one.id === current) + 1 })}
          lines={[
            ...undoneSentences(undoneOf(state, leaving.from), language),
            ...(drafts > 0 ? [t('chair.undone.drafts', { n: drafts })] : []),
          ]}
          yes={t('chair.agenda.finish')}
          busy={busy}
          onYes={() => leave(leaving)}
          onNo={() => setLeaving(null)}
        />
      ) : null}
      {bureau && adding ? (
        <AddItem
          onDone={() => setAdding(false)}
          onAdd={async title => {
            const answer = await ask({ type: 'agenda.add', title, rapporteur: null });
            return answer.ok;
          }}
        />
      ) : null}
      {bureau && !adding && state.session.phase !== 'closed' ? (
        <Button kind="quiet" size="small" why={addWhy} aria-keyshortcuts="i" onClick={() => setAdding(true)}>
          + {t('chair.agenda.add')} <Key of="i" />
        </Button>
      ) : null}
    </div>
  );
}

function AddItem({
  onAdd,
  onDone,
}: {
  readonly onAdd: (title: Wording) => Promise<boolean>;
  readonly onDone: () => void;
}) {
  const { t, localize } = useLanguage();
  const draft = useFormDraft<{ readonly title: Wording }>({
    form: 'item',
    kind: 'item',
    item: null,
    place: 'agenda',
    initial: { title: {} },
    excerpt: typed => excerpt(localize(typed.title), 40),
  });
  const { title } = draft.value;
  const done = () => {
    draft.clear();
    onDone();
  };
  const [error, setError] = useState<string | null>(null);
  const form = useFocusFirst<HTMLFormElement>(!draft.restored);
  return (
    <form
      ref={form}
      id={formId('item')}
      className="stack inset"
      onSubmit={async event => {
        event.preventDefault();
        const text = written(title);
        setError(text ? null : t('chair.writeFirst'));
        if (text && (await onAdd(text))) done();
      }}
    >
      <WordingField
        label={t('chair.agenda.newTitle')}
        value={title}
        onChange={next => draft.change({ title: next })}
        max={500}
        error={error}
      />
      <div className="row">
        <Button type="submit" kind="primary" size="small">
          {t('chair.agenda.addNow')}
        </Button>
        <Button size="small" onClick={done}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
