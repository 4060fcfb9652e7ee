import { type SeatInput, type SeatRow, seatInput } from '@kengesh/contracts';
import { CATEGORIES, LANGUAGES, MODES, ONE_VOTE, ROLES } from '@kengesh/domain';
import { weightText } from '@kengesh/phrases/page';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { Dialog } from '../../kit/dialog.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useApiMutation, useUpdateCache, useWhy } from './desk-queries.js';
import { useDraft } from './drafts.js';
import { check, type Errors, errorsOf, Form, FormField, wholeNumber } from './form.js';
import { LANGUAGE_NAMES } from './language-names.js';
import { memberDraft } from './member-draft.js';
import { OfficesOfSeat } from './member-offices.js';
import { changedFields } from './merge.js';
import { type Texts, WordingPair, wordingOf } from './wording-pair.js';

interface Typed extends Omit<SeatInput, 'label' | 'email' | 'holder' | 'weight' | 'head'> {
  readonly label: Texts;
  readonly email: string;
  readonly holder: string;
  readonly position: string;
  readonly weight: string;
  readonly head: boolean;
}

const FRESH: Typed = {
  label: {},
  role: 'delegate',
  votes: true,
  filled: true,
  delegation: '',
  category: 'state',
  email: '',
  language: 'ru',
  mode: 'hall',
  holder: '',
  position: '',
  weight: '1',
  head: false,
};

function typedOf(seat: SeatRow | null): Typed {
  if (!seat) return FRESH;
  const { label, email, holder, position, weight, head } = seat;
  const { role, votes, filled, delegation, category, language, mode } = seat;
  const rest = { role, votes, filled, delegation, category, language, mode };
  const more = { position: String(position), weight: weightText('en', weight ?? ONE_VOTE), head: head ?? false };
  return { ...rest, label, email: email ?? '', holder: holder ?? '', ...more };
}

/** A weight as typed, in millionths of a vote; null where it is none of at most six places. */
export function readWeight(typed: string): number | null {
  const found = /^\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*$/.exec(typed);
  if (!found) return null;
  const weight = Number(found[1]) * ONE_VOTE + Number((found[2] ?? '').padEnd(6, '0'));
  return weight >= 1 ? weight : null;
}

/** As it is sent; the place in the order goes by itself. */
const inputOf = ({ position: _, label, email, holder, weight, ...rest }: Typed) => ({
  ...rest,
  label: wordingOf(label),
  email: email.trim() === '' ? null : email,
  holder: holder.trim() === '' ? null : holder,
  weight: readWeight(weight) ?? Number.NaN,
});

/** These sit in the room and are not counted. */
const WITHOUT_VOTE: readonly string[] = ['secretary', 'observer', 'interpreter'];

/** One seat, to be added or changed. Closing it throws nothing away: what was typed is there when it is opened again. */
export function MemberDialog({
  councilId,
  seat,
  last,
  why,
  onClose,
}: {
  readonly councilId: string;
  readonly seat: SeatRow | null;
  /** How many seats there are: the last place of the order. */
  readonly last: number;
  readonly why: string | null;
  readonly onClose: () => void;
}) {
  const { t, localize } = useLanguage();
  const draft = useDraft<Typed>(memberDraft(councilId, seat), typedOf(seat), `/c/${councilId}/members`);
  const list = api.seats(councilId);
  const know = useUpdateCache();
  const { busy, refusal, send } = useApiMutation({ list });
  const removal = useApiMutation();
  const explain = useWhy();
  const [found, setFound] = useState<Errors>({});
  const [tried, setTried] = useState(0);
  const [removing, setRemoving] = useState(false);
  const typed = draft.value;
  const change = (part: Partial<Typed>) => {
    draft.set({ ...typed, ...part });
    setFound({});
  };
  const labels = {
    label: t('desk.member.label'),
    delegation: t('desk.member.delegation'),
    category: t('desk.member.category'),
    role: t('desk.member.role'),
    mode: t('desk.member.mode'),
    language: t('desk.member.language'),
    votes: t('desk.member.votes'),
    filled: t('desk.member.vacant'),
    head: t('desk.member.head'),
    email: t('desk.member.email'),
    holder: t('desk.member.holder'),
    weight: t('desk.member.weight'),
    position: t('desk.member.position'),
  };
  const save = async () => {
    const checked = check(seatInput, inputOf(typed), t);
    const wrong: Record<string, string> = { ...checked.errors };
    if (wrong.weight) wrong.weight = t('desk.member.weightWrong');
    const place = seat ? wholeNumber(typed.position) : null;
    if (place !== null && !(place >= 1 && place <= last))
      wrong.position = t('desk.error.between', { from: 1, to: last });
    setFound(wrong);
    if (Object.keys(wrong).length > 0 || !checked.data) {
      setTried(tried + 1);
      return;
    }
    const moved = seat !== null && place !== null && place !== seat.position;
    const answer = seat
      ? await send(
          api.changeSeat(seat.id, {
            ...changedFields(checked.data, inputOf(typedOf(seat))),
            ...(moved ? { position: place } : {}),
            revision: seat.revision,
          }),
        )
      : await send(api.addSeat(councilId, checked.data));
    if (!answer) {
      setTried(tried + 1);
      return;
    }
    draft.done();
    await know(null, list, api.ANY_SESSION);
    onClose();
  };
  const remove = async () => {
    if (!seat || !(await removal.send(api.removeSeat(seat.id)))) return;
    draft.done();
    await know(null, list, api.ANY_SESSION);
    onClose();
  };
  const wordsOf = (path: string, value: unknown) => {
    const shown = { [path]: value } as Partial<Typed>;
    if (shown.category) return t(`roles.category.${shown.category}`);
    if (shown.role) return t(`roles.role.${shown.role}`);
    if (shown.mode) return t(`roles.mode.${shown.mode}`);
    if (shown.language) return LANGUAGE_NAMES[shown.language];
    // The box says the contrary: that the seat is vacant.
    return path === 'filled' ? t(value ? 'common.no' : 'common.yes') : undefined;
  };
  const select = <T extends string>(
    field: keyof Typed,
    label: string,
    options: readonly T[],
    name: (option: T) => string,
  ) => (
    <FormField path={field} errors={found} label={label}>
      {control => (
        <select
          {...control}
          className="input"
          value={String(typed[field])}
          onChange={event => {
            const value = event.target.value as T;
            change({
              [field]: value,
              ...(field === 'role' ? { votes: !WITHOUT_VOTE.includes(value) } : {}),
            });
          }}
        >
          {options.map(option => (
            <option key={option} value={option}>
              {name(option)}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
  const line = (field: 'delegation' | 'email' | 'holder', max: number, hint?: string) => (
    <FormField path={field} errors={{ ...errorsOf(refusal, t), ...found }} label={labels[field]} hint={hint}>
      {control => (
        <input
          {...control}
          className="input"
          type="text"
          // Not of type email: a browser would turn a domain in other letters into punycode under one's hands.
          inputMode={field === 'email' ? 'email' : 'text'}
          autoCapitalize={field === 'email' ? 'none' : undefined}
          spellCheck={field === 'email' ? false : undefined}
          autoComplete="off"
          maxLength={max}
          value={typed[field]}
          onChange={event => change({ [field]: event.target.value })}
        />
      )}
    </FormField>
  );
  return (
    <Dialog title={seat ? localize(seat.label) : t('desk.member.new')} open onClose={onClose}>
      <Form
        label={seat ? t('desk.member.edit') : t('desk.member.new')}
        draft={draft}
        errors={{ ...errorsOf(refusal, t), ...found }}
        labels={labels}
        tried={tried}
        refusal={refusal}
        busy={busy}
        onSubmit={() => void save()}
        submit={seat ? undefined : t('desk.member.add')}
        why={why}
        always={!seat}
        wordsOf={wordsOf}
        aside={
          <Button kind="quiet" onClick={onClose}>
            {t('common.close')}
          </Button>
        }
      >
        <WordingPair
          path="label"
          errors={found}
          label={labels.label}
          hint={t('desk.member.labelHint')}
          value={typed.label}
          max={200}
          onChange={label => change({ label })}
        />
        <div className="columns two">
          {line('delegation', 40, t('desk.member.delegationHint'))}
          {line('email', 254, t('desk.member.emailHint'))}
          {select('category', labels.category, CATEGORIES, one => t(`roles.category.${one}`))}
          {select('role', t('desk.member.role'), ROLES, one => t(`roles.role.${one}`))}
          {select('mode', t('desk.member.mode'), MODES, one => t(`roles.mode.${one}`))}
          {select('language', t('desk.member.language'), LANGUAGES, one => LANGUAGE_NAMES[one])}
          {line('holder', 200, t('desk.member.holderHint'))}
          {typed.votes ? (
            <FormField path="weight" errors={found} label={labels.weight} hint={t('desk.member.weightHint')}>
              {control => (
                <input
                  {...control}
                  className="input short"
                  inputMode="decimal"
                  value={typed.weight}
                  onChange={event => change({ weight: event.target.value })}
                />
              )}
            </FormField>
          ) : null}
          {seat ? (
            <FormField path="position" errors={found} label={labels.position} hint={t('desk.member.positionHint')}>
              {control => (
                <input
                  {...control}
                  className="input short"
                  inputMode="numeric"
                  value={typed.position}
                  onChange={event => change({ position: event.target.value })}
                />
              )}
            </FormField>
          ) : null}
        </div>
        <div className="row">
          <label className="tick">
            <input type="checkbox" checked={typed.votes} onChange={event => change({ votes: event.target.checked })} />
            <span>{t('desk.member.votes')}</span>
          </label>
          <label className="tick">
            <input
              type="checkbox"
              checked={!typed.filled}
              onChange={event => change({ filled: !event.target.checked })}
            />
            <span>{t('desk.member.vacant')}</span>
          </label>
          {typed.votes ? (
            <label className="tick">
              <input type="checkbox" checked={typed.head} onChange={event => change({ head: event.target.checked })} />
              <span>{t('desk.member.head')}</span>
            </label>
          ) : null}
        </div>
      </Form>
      {seat ? <OfficesOfSeat seat={seat} why={why} onDone={onClose} /> : null}
      {seat && !why ? (
        removing ? (
          <Confirm
            question={t('desk.member.removeQuestion', { name: localize(seat.label) })}
            yes={t('desk.member.remove')}
            busy={removal.busy}
            onYes={() => void remove()}
            onNo={() => setRemoving(false)}
          />
        ) : (
          <div>
            <Button size="small" kind="danger" onClick={() => setRemoving(true)}>
              {t('desk.member.remove')}
            </Button>
          </div>
        )
      ) : null}
      {removal.refusal ? (
        <p className="notice against" role="alert">
          {explain(removal.refusal)}
        </p>
      ) : null}
    </Dialog>
  );
}
