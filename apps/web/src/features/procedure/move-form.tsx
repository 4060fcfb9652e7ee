import type { Act, Motion, ProceduralMotion, State } from '@kengesh/domain';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';

/** In the order of precedence. An appeal is made where the ruling stands. */
const KINDS = [
  'suspend',
  'adjourn',
  'adjournDebate',
  'closeDebate',
  'closeList',
  'limitTime',
  'separateVote',
  'secretVote',
  'reconsider',
  'changeAgenda',
] as const;
type MoveKind = (typeof KINDS)[number];
type Moved = Extract<Act, { type: 'order.move' }>['procedure'];

interface Given {
  readonly minutes: string;
  readonly seconds: string;
  readonly motion: string;
  readonly next: string;
}

/** What the form says, as a procedural motion; null while something is missing. */
function moved(state: State, kind: MoveKind, given: Given): Exclude<ProceduralMotion, { kind: 'appeal' }> | null {
  const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);
  switch (kind) {
    case 'suspend':
      return given.minutes.trim() === '' ? { kind, minutes: null } : inRange({ kind, minutes: whole(given.minutes) });
    case 'limitTime': {
      const seconds = whole(given.seconds);
      return seconds >= 10 && seconds <= 7200 ? { kind, seconds } : null;
    }
    case 'separateVote':
    case 'secretVote':
    case 'reconsider':
      return given.motion ? { kind, motion: given.motion } : null;
    case 'changeAgenda': {
      if (!given.next) return null;
      const order = state.agenda.items.map(one => one.id).filter(one => one !== given.next);
      order.splice(order.indexOf(state.agenda.current ?? '') + 1, 0, given.next);
      return { kind, order };
    }
    default:
      return { kind };
  }
}
const inRange = (one: { kind: 'suspend'; minutes: number }) => (one.minutes >= 1 && one.minutes <= 1440 ? one : null);

/** The proposals that this kind may be about. */
function motionsFor(state: State, kind: MoveKind): readonly Motion[] {
  const wanted = kind === 'reconsider' ? ['adopted', 'rejected'] : ['admitted'];
  return Object.values(state.motions).filter(
    one => !one.amends && !one.partOf && !one.procedure && wanted.includes(one.status),
  );
}

/** A procedural motion entered by the bureau for a hand raised in the hall. */
export function MoveForm({ item, onDone }: { readonly item: string; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const draft = useFormDraft<Given & { readonly seat: string; readonly kind: MoveKind }>({
    form: `procedural.${item}`,
    kind: 'procedural',
    item,
    initial: { seat: '', kind: 'suspend', minutes: '', seconds: '', motion: '', next: '' },
    excerpt: typed => t(`procedure.order.kind.${typed.kind}`),
  });
  const { seat, kind } = draft.value;
  const given: Given = draft.value;
  const set = draft.change;
  const procedure = moved(state, kind, given);
  const act: Act | null = seat && procedure ? { type: 'order.move', seat, procedure: procedure as Moved } : null;
  const aboutMotion = kind === 'separateVote' || kind === 'secretVote' || kind === 'reconsider';
  return (
    <SingleActForm
      act={act}
      yes={t('procedure.order.moveNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
      draft={draft}
    >
      <Field label={t('procedure.order.whoMoves')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('procedure.choose')}
            value={seat}
            onChange={next => set({ seat: next })}
          />
        )}
      </Field>
      <SelectField
        label={t('procedure.order.what')}
        value={kind}
        onChange={value => set({ kind: value || 'suspend', motion: '' })}
        options={KINDS.map(one => [one, t(`procedure.order.kind.${one}`)])}
      />
      {kind === 'suspend' || kind === 'limitTime' ? (
        <Field
          label={t(kind === 'suspend' ? 'procedure.order.minutes' : 'procedure.order.seconds')}
          hint={kind === 'suspend' ? t('procedure.order.noMinutes') : undefined}
        >
          {control => (
            <input
              {...control}
              className="input"
              inputMode="numeric"
              value={kind === 'suspend' ? given.minutes : given.seconds}
              onChange={event =>
                set(kind === 'suspend' ? { minutes: event.target.value } : { seconds: event.target.value })
              }
            />
          )}
        </Field>
      ) : null}
      {aboutMotion ? (
        <SelectField
          label={t('procedure.order.onMotion')}
          none={t('procedure.choose')}
          value={given.motion}
          onChange={motion => set({ motion })}
          options={motionsFor(state, kind).map(one => [one.id, excerpt(localize(one.text))])}
        />
      ) : null}
      {kind === 'changeAgenda' ? (
        <SelectField
          label={t('procedure.order.itemNext')}
          none={t('procedure.choose')}
          value={given.next}
          onChange={next => set({ next })}
          options={state.agenda.items.filter(one => one.status === 'pending').map(one => [one.id, localize(one.title)])}
        />
      ) : null}
    </SingleActForm>
  );
}
