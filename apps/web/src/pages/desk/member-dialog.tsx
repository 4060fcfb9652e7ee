import { type SeatInput, type SeatRow, seatInput } from '@kengesh/contracts';
import { CATEGORIES, LANGUAGES, MODES, ONE_VOTE, ROLES } from '@kengesh/domain';
import { weightText } from '@kengesh/phrases/page';
import * as api from '../../api/desk.js';
import { Dialog } from '../../kit/dialog.js';
import { useSayDone } from '../../kit/done.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useAskFirst } from './ask-first.js';
import { useApiMutation, useUpdateCache } from './desk-queries.js';
import { useEditForm } from './edit-form.js';
import { Choice, EmailLine, Line, Tick } from './fields.js';
import { Form } from './form.js';
import { wholeNumber } from './form-errors.js';
import { LANGUAGE_NAMES } from './language-names.js';
import { memberDraft } from './member-draft.js';
import { OfficesOfSeat } from './member-offices.js';
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
  const list = api.seats(councilId);
  const know = useUpdateCache();
  const sayDone = useSayDone();
  const { ask } = useApiMutation({ list });
  const form = useEditForm<Typed, SeatInput>({
    draft: { key: memberDraft(councilId, seat), href: `/c/${councilId}/members` },
    saved: typedOf(seat),
    schema: seatInput,
    inputOf,
    wrong: (typed, found) => {
      const place = wholeNumber(typed.position);
      return {
        ...found,
        ...(found.weight ? { weight: t('desk.member.weightWrong') } : {}),
        ...(seat && !(place >= 1 && place <= last) ? { position: t('desk.error.between', { from: 1, to: last }) } : {}),
      };
    },
    save: async (input, changed, typed) => {
      const position = wholeNumber(typed.position);
      const moved = seat && position !== seat.position ? { position } : {};
      await ask(
        seat
          ? api.changeSeat(seat.id, { ...changed, ...moved, revision: seat.revision })
          : api.addSeat(councilId, input),
      );
      await know(null, list, api.ANY_SESSION);
      onClose();
      sayDone(t('desk.done.saved', { name: localize(input.label) }));
    },
  });
  const { votes, filled } = form.value;
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
  const wordsOf = (path: string, value: unknown) => {
    const shown = { [path]: value } as Partial<Typed>;
    if (shown.category) return t(`roles.category.${shown.category}`);
    if (shown.role) return t(`roles.role.${shown.role}`);
    if (shown.mode) return t(`roles.mode.${shown.mode}`);
    if (shown.language) return LANGUAGE_NAMES[shown.language];
    // The box says the contrary: that the seat is vacant.
    return path === 'filled' ? t(value ? 'common.no' : 'common.yes') : undefined;
  };
  return (
    <Dialog title={seat ? localize(seat.label) : t('desk.member.new')} open onClose={onClose}>
      <Form
        form={form}
        label={seat ? t('desk.member.edit') : t('desk.member.new')}
        labels={labels}
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
        <WordingPair name="label" hint={t('desk.member.labelHint')} max={200} />
        <div className="columns two">
          <Line<Typed> name="delegation" maxLength={40} hint={t('desk.member.delegationHint')} />
          {seat?.addressWithheld ? null : <EmailLine<Typed> name="email" hint={t('desk.member.emailHint')} />}
          <Choice<Typed> name="category" options={CATEGORIES.map(one => [one, t(`roles.category.${one}`)])} />
          <Choice<Typed>
            name="role"
            options={ROLES.map(one => [one, t(`roles.role.${one}`)])}
            onChange={role => form.set({ votes: !WITHOUT_VOTE.includes(role) })}
          />
          <Choice<Typed> name="mode" options={MODES.map(one => [one, t(`roles.mode.${one}`)])} />
          <Choice<Typed> name="language" options={LANGUAGES.map(one => [one, LANGUAGE_NAMES[one]])} />
          <Line<Typed> name="holder" maxLength={200} hint={t('desk.member.holderHint')} />
          {votes ? <Line<Typed> name="weight" short inputMode="decimal" hint={t('desk.member.weightHint')} /> : null}
          {seat ? <Line<Typed> name="position" short inputMode="numeric" hint={t('desk.member.positionHint')} /> : null}
        </div>
        <div className="row">
          <Tick<Typed> name="votes" />
          <label className="tick">
            <input type="checkbox" checked={!filled} onChange={event => form.set({ filled: !event.target.checked })} />
            <span>{labels.filled}</span>
          </label>
          {votes ? <Tick<Typed> name="head" /> : null}
        </div>
      </Form>
      {seat ? <OfficesOfSeat seat={seat} why={why} onDone={onClose} /> : null}
      {seat && !why ? (
        <RemoveSeat
          seat={seat}
          onRemoved={() => {
            form.discard();
            onClose();
          }}
        />
      ) : null}
    </Dialog>
  );
}

function RemoveSeat({ seat, onRemoved }: { readonly seat: SeatRow; readonly onRemoved: () => void }) {
  const { t, localize } = useLanguage();
  const know = useUpdateCache();
  const sayDone = useSayDone();
  const removal = useAskFirst({
    question: t('desk.member.removeQuestion', { name: localize(seat.label) }),
    yes: t('desk.member.remove'),
    act: async send => {
      if (!(await send(api.removeSeat(seat.id)))) return false;
      onRemoved();
      sayDone(t('desk.done.removed', { name: localize(seat.label) }));
      await know(null, api.seats(seat.councilId), api.ANY_SESSION);
      return true;
    },
  });
  return (
    <>
      {removal.asking ? null : (
        <div>
          <Button size="small" kind="danger" onClick={removal.ask}>
            {t('desk.member.remove')}
          </Button>
        </div>
      )}
      {removal.shown}
    </>
  );
}
