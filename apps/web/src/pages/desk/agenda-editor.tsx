import { type AgendaInput, agendaInput, type SeatRow, type SessionRow } from '@kengesh/contracts';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { newCommandId } from '../../api/client.js';
import * as api from '../../api/desk.js';
import { ChoiceButton } from '../../kit/choice-button.js';
import { SortableList } from '../../kit/sortable-list.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { known, useApiMutation, useUpdateCache } from './desk-queries.js';
import { useEditForm } from './edit-form.js';
import { FormField } from './fields.js';
import { Form } from './form.js';
import { LeftOverList, type NewItem } from './left-over.js';
import { LISTS } from './lists.js';
import { ORDER } from './merge.js';
import { sessionHref } from './session-href.js';
import { type Texts, TextsPair, wordingOf } from './wording-pair.js';

interface Typed {
  readonly items: readonly Item[];
}
interface Item {
  /** Of the server, or made here for one not saved yet. */
  readonly key: string;
  readonly id?: string;
  readonly title: Texts;
  readonly rapporteur: string;
}

const itemsOf = (session: SessionRow): readonly Item[] =>
  session.agenda.map(({ id, title, rapporteurSeatId }) => ({ key: id, id, title, rapporteur: rapporteurSeatId ?? '' }));

/** The agenda as a list that is written in place: Alt with arrows moves an item, Enter in a title begins the next. */
export function AgendaEditor({
  session,
  seats,
  why,
}: {
  readonly session: SessionRow;
  readonly seats: readonly SeatRow[];
  readonly why: string | null;
}) {
  const { t, localize } = useLanguage();
  const row = api.readSession(session.id);
  const know = useUpdateCache();
  const { ask } = useApiMutation({ row });
  const list = useRef<HTMLOListElement>(null);
  const [goTo, setGoTo] = useState<{ readonly key: string; readonly control: string } | null>(null);
  const [said, setSaid] = useState('');
  const [taken, setTaken] = useState<{ readonly item: Item; readonly place: number } | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const form = useEditForm<Typed, AgendaInput>({
    draft: {
      key: `agenda.${session.id}`,
      href: sessionHref(session.id),
      reads: kept => Array.isArray(kept.items),
    },
    list: 'items',
    saved: { items: itemsOf(session) },
    schema: agendaInput,
    inputOf: ({ items }) => ({
      items: items.map(({ id, title, rapporteur }) => ({
        ...(id === undefined ? {} : { id }),
        title: wordingOf(title),
        rapporteurSeatId: rapporteur || null,
      })),
      revision: session.revision,
    }),
    save: async input => {
      const now = await ask(api.setAgenda(session.id, input));
      setTaken(null);
      setSaved(t('desk.saved'));
      await know(known(row, now));
    },
  });
  const { items } = form.value;

  useEffect(() => {
    if (!goTo) return;
    const item = [...(list.current?.children ?? [])].find(one => (one as HTMLElement).dataset.item === goTo.key);
    item?.querySelector<HTMLElement>(goTo.control)?.focus();
    setGoTo(null);
  }, [goTo]);

  const change = (next: readonly Item[]) => {
    form.set({ items: next });
    setSaved(null);
  };
  const edit = (key: string, part: Partial<Item>) =>
    change(items.map(item => (item.key === key ? { ...item, ...part } : item)));
  const put = (key: string, to: number) => {
    const item = items.find(one => one.key === key);
    if (!item || to < 0 || to >= items.length) return false;
    const next = items.filter(one => one !== item);
    next.splice(to, 0, item);
    change(next);
    return true;
  };
  const move = (key: string, by: 1 | -1, control: string) => {
    const to = items.findIndex(item => item.key === key) + by;
    if (!put(key, to)) return;
    setSaid(t('desk.agenda.moved', { n: to + 1, all: items.length }));
    setGoTo({ key, control });
  };
  const add = (after: number) => {
    const item: Item = { key: `new-${newCommandId()}`, title: {}, rapporteur: '' };
    const next = [...items];
    next.splice(after, 0, item);
    change(next);
    setGoTo({ key: item.key, control: 'textarea' });
  };
  const addOffered = ({ title, rapporteur }: NewItem) => {
    change([...items, { key: `new-${newCommandId()}`, title, rapporteur }]);
    setSaid(t('desk.left.there'));
  };
  const remove = (item: Item) => {
    const place = items.indexOf(item);
    change(items.filter(one => one !== item));
    setTaken({ item, place });
    const next = items[place + 1] ?? items[place - 1];
    if (next) setGoTo({ key: next.key, control: 'textarea' });
  };
  const putBack = () => {
    if (!taken) return;
    const next = [...items];
    next.splice(taken.place, 0, taken.item);
    change(next);
    setGoTo({ key: taken.item.key, control: 'textarea' });
    setTaken(null);
  };
  const onKey = (event: KeyboardEvent, item: Item) => {
    const target = event.target as HTMLElement;
    const control = target.lang ? `textarea[lang="${target.lang}"]` : target.matches('select') ? 'select' : '.mover';
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(item.key, event.key === 'ArrowUp' ? -1 : 1, control);
    }
  };
  const submit = (event: FormEvent) => {
    // An item begun and left empty is none.
    form.set({
      items: items.filter(item => item.id !== undefined || Object.keys(wordingOf(item.title)).length > 0),
    });
    form.submit(event);
  };
  const labels = Object.fromEntries(
    items.flatMap((_, place) => [
      [`items.${place}`, t('desk.agenda.item', { n: place + 1 })],
      [`items.${place}.rapporteurSeatId`, t('desk.agenda.rapporteur')],
    ]),
  );
  const nameOf = (path: string) => {
    if (path === ORDER) return t('desk.conflict.order');
    const label = t('desk.agenda.item', { n: items.findIndex(({ key }) => path.startsWith(`${key}.`)) + 1 });
    return path.endsWith('.rapporteur') ? `${label}, ${t('desk.agenda.rapporteur')}` : label;
  };
  const wordsOf = (path: string, value: unknown) => {
    if (path.endsWith('.rapporteur')) return seatName(String(value));
    if (path !== ORDER) return undefined;
    const all = [...items, ...itemsOf(session)];
    const titles = (value as readonly string[]).map(key => localize(all.find(item => item.key === key)?.title ?? {}));
    return titles.map((title, place) => `${place + 1}. ${title}`).join(' · ');
  };
  const rapporteurs = seats.filter(seat => seat.votes);
  const seatName = (id: string) => localize(seats.find(seat => seat.id === id)?.label ?? {});
  return (
    <Form
      label={t('desk.agenda.title')}
      form={{ ...form, submit }}
      labels={labels}
      submit={t('desk.agenda.save')}
      why={why}
      saved={saved}
      nameOf={nameOf}
      wordsOf={wordsOf}
    >
      <LeftOverList
        session={session}
        seats={seats}
        taken={items.map(item => item.title)}
        why={why ?? (items.length >= 200 ? t('desk.agenda.full') : null)}
        onAdd={addOffered}
      />
      <p className="soft small">{t('desk.agenda.keys')}</p>
      {items.length === 0 ? <p className="empty">{t('desk.agenda.none')}</p> : null}
      <SortableList
        items={items}
        keyOf={item => item.key}
        nameOf={(item, place) => localize(item.title) || t('desk.agenda.item', { n: place + 1 })}
        gripLabel={place => t('desk.agenda.grip', { n: place + 1 })}
        onMove={put}
        className="agenda-items"
        rowClassName="agenda-item"
        ref={list}
      >
        {(item, place, grip) => (
          <>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the fields in it */}
            <div className="agenda-row" onKeyDown={event => onKey(event, item)}>
              <div className="agenda-place">
                <span className="place-number">{place + 1}</span>
                {grip}
                <div className="movers">
                  <Button
                    kind="quiet"
                    className="mover"
                    aria-label={t('desk.agenda.up', { n: place + 1 })}
                    why={place === 0 ? t('desk.agenda.isFirst') : null}
                    onClick={() => move(item.key, -1, '.mover:first-child')}
                  >
                    ↑
                  </Button>
                  <Button
                    kind="quiet"
                    className="mover"
                    aria-label={t('desk.agenda.down', { n: place + 1 })}
                    why={place === items.length - 1 ? t('desk.agenda.isLast') : null}
                    onClick={() => move(item.key, 1, '.mover:last-of-type')}
                  >
                    ↓
                  </Button>
                </div>
              </div>
              <div className="agenda-fields">
                <TextsPair
                  path={`items.${place}.title`}
                  label={t('desk.agenda.item', { n: place + 1 })}
                  value={item.title}
                  max={500}
                  onEnter={() => add(place + 1)}
                  onChange={title => edit(item.key, { title })}
                />
                <div className="agenda-foot">
                  <FormField path={`items.${place}.rapporteurSeatId`} label={t('desk.agenda.rapporteur')}>
                    {control => (
                      <ChoiceButton
                        control={control}
                        answer={item.rapporteur ? seatName(item.rapporteur) : t('desk.agenda.nobody')}
                        fetchList={LISTS.seats}
                      >
                        {({ SeatList }, popup) => (
                          <SeatList
                            popup={popup}
                            label={t('desk.agenda.rapporteur')}
                            none={t('desk.agenda.nobody')}
                            seats={rapporteurs}
                            seat={item.rapporteur}
                            onChoose={rapporteur => edit(item.key, { rapporteur })}
                          />
                        )}
                      </ChoiceButton>
                    )}
                  </FormField>
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={t('desk.agenda.remove', { n: place + 1 })}
                    onClick={() => remove(item)}
                  >
                    {t('desk.remove')}
                  </Button>
                </div>
              </div>
            </div>
          </>
        )}
      </SortableList>
      <div className="row">
        <Button why={items.length >= 200 ? t('desk.agenda.full') : null} onClick={() => add(items.length)}>
          + {t('desk.agenda.add')}
        </Button>
        {taken ? (
          <span className="row small">
            <span>{t('desk.agenda.removed', { title: localize(taken.item.title) })}</span>
            <Button size="small" onClick={putBack}>
              {t('desk.agenda.putBack')}
            </Button>
          </span>
        ) : null}
      </div>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </Form>
  );
}
