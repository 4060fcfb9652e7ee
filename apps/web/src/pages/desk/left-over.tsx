import type { SeatRow, SessionRow } from '@kengesh/contracts';
import { LANGUAGES, type Wording } from '@kengesh/domain';
import { formatLocalDate, INTERFACE_LANGUAGES, interfaceLanguage, phrase } from '@kengesh/phrases/page';
import { useQuery } from '@tanstack/react-query';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { speak } from '../../sentences.js';
import { Button } from '../../ui/button.js';
import { useApiQuery } from './desk-queries.js';
import { todayIn } from './times.js';

export interface NewItem {
  readonly title: Wording;
  readonly rapporteur: string;
}

/** A title has less room than a task. */
const short = (text: string) => (text.length > 480 ? `${text.slice(0, 480).trimEnd()}…` : text);
const each = (wording: Wording, how: (text: string, language: string) => string): Wording =>
  Object.fromEntries(
    LANGUAGES.flatMap(language => {
      const text = wording[language];
      return text === undefined ? [] : [[language, short(how(text, language))]];
    }),
  ) as Wording;

/** What earlier sessions left undone, each to be put on this agenda by one click. */
export function LeftOverList({
  session,
  seats,
  taken,
  why,
  onAdd,
}: {
  readonly session: SessionRow;
  readonly seats: readonly SeatRow[];
  /** Titles on the agenda as typed. */
  readonly taken: readonly { readonly [language: string]: string | undefined }[];
  readonly why: string | null;
  readonly onAdd: (item: NewItem) => void;
}) {
  const { language, t, localize } = useLanguage();
  const left = useApiQuery(api.leftOver(session.id));
  // A title is written in every language its text is in, whichever the page is read in.
  const spoken = useQuery({
    queryKey: ['sentences'],
    queryFn: async () => (await Promise.all(INTERFACE_LANGUAGES.map(speak))).length,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!left.data || !spoken.data) return null;
  const voting = new Set(seats.filter(seat => seat.votes).map(seat => seat.id));
  const rapporteur = (seat: string | null) => (seat !== null && voting.has(seat) ? seat : '');
  const { tasks, items, motions, others = [] } = left.data;
  const offers = [
    ...tasks.map(task => ({
      kind: 'task' as const,
      key: `${task.sessionId} ${task.task}`,
      number: task.sessionNumber,
      text: task.text,
      due: task.due,
      late: task.due !== null && task.status !== 'reported' && task.due < todayIn(task.zone, Date.now()),
      item: {
        title: each(task.text, (text, one) => phrase(interfaceLanguage(one), 'desk.left.task', { text })),
        rapporteur: rapporteur(task.responsible),
      },
    })),
    ...items.map((one, place) => ({
      ...{ kind: 'item' as const, key: `item ${place}`, number: one.sessionNumber, text: one.title },
      ...{ due: null, late: false, item: { title: one.title, rapporteur: rapporteur(one.rapporteur) } },
    })),
    ...motions.map((one, place) => ({
      ...{ kind: 'motion' as const, key: `motion ${place}`, number: one.sessionNumber, text: one.text },
      ...{ due: null, late: false, item: { title: each(one.text, text => text), rapporteur: rapporteur(one.mover) } },
    })),
    ...others.map(({ kind, sessionNumber, text, names }, place) => ({
      ...{ kind, key: `other ${place}`, number: sessionNumber, text, due: null, late: false },
      waiting: names.map(localize).join(', '),
      // The item itself goes on; of the rest the title says what is to be done.
      item: {
        title:
          kind === 'speakers'
            ? text
            : each(text, (words, tongue) => phrase(interfaceLanguage(tongue), `desk.left.${kind}`, { text: words })),
        rapporteur: '',
      },
    })),
  ].map(offer => ({ waiting: '', ...offer }));
  if (offers.length === 0) return null;
  const isTaken = ({ title }: NewItem) =>
    taken.some(one => LANGUAGES.some(lang => title[lang] !== undefined && one[lang]?.trim() === title[lang]?.trim()));
  return (
    <details className="more-rules group left-over" open>
      <summary>
        {t('desk.left.title')} <span className="badge">{offers.length}</span>
      </summary>
      <p className="hint">{t('desk.left.hint')}</p>
      <ul className="left-list">
        {offers.map(({ kind, key, number, text, due, late, item, waiting }) => (
          <li key={key}>
            <span className="who">
              <span className="pre">{localize(text)}</span>
              <span className="soft small row">
                {t(`desk.left.kind.${kind}`)} · {t('desk.left.from', { n: number })}
                {waiting ? <span> · {t('desk.left.waiting', { names: waiting })}</span> : null}
                {due ? <span> · {t('desk.left.due', { date: formatLocalDate(language, due) })}</span> : null}
                {late ? <span className="badge warn">! {t('desk.register.overdue')}</span> : null}
              </span>
            </span>
            {isTaken(item) ? (
              <span className="badge">✓ {t('desk.left.there')}</span>
            ) : (
              <Button
                size="small"
                aria-label={t('desk.left.addNamed', { title: localize(text) })}
                why={why}
                onClick={() => onAdd(item)}
              >
                + {t('desk.left.add')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
