import { type SessionChange, type SessionInput, type SessionRow, sessionInput } from '@kengesh/contracts';
import { formatLocalDateTime, formatOffset } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { instantOf, instantsOf, knownZone, offsetMinutes } from '../../ui/zone-time.js';
import { useEditForm } from './edit-form.js';
import { Line, Radios } from './fields.js';
import { Form } from './form.js';
import type { Errors, Say } from './form-errors.js';
import { cityOf, elsewhere, isTime } from './times.js';
import { type Texts, WordingPair, wordingOf } from './wording-pair.js';
import { ZonePicker } from './zone-picker.js';

interface Typed {
  readonly title: Texts;
  readonly form: SessionInput['form'];
  readonly place: Texts;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  /** Where the session ends on another day than it starts. */
  readonly endDate: string | null;
  readonly zone: string;
}

const FORMS = ['hybrid', 'hall', 'remote'] as const;

export function typedOf(session: SessionInput | null, zone: string): Typed {
  if (!session) return { title: {}, form: 'hybrid', place: {}, date: '', from: '', to: '', endDate: null, zone };
  const { title, form, place, startsLocal, endsLocal } = session;
  const date = startsLocal.slice(0, 10);
  const end = endsLocal.slice(0, 10);
  return {
    title,
    form,
    place,
    date,
    from: startsLocal.slice(11, 16),
    to: endsLocal.slice(11, 16),
    endDate: end === date ? null : end,
    zone: session.zone,
  };
}

/** A clock as people type it: `9`, `930`, `9.30` become `09:00`, `09:30`; what is no clock stays as typed. */
export function tidyClock(typed: string): string {
  const found = /^\s*(\d{1,2})\s*[:.\-\s]?\s*(\d{2})?\s*$/.exec(typed);
  return found?.[1] ? `${found[1].padStart(2, '0')}:${found[2] ?? '00'}` : typed;
}

function inputOf({ title, form, place, date, from, to, endDate, zone }: Typed) {
  return {
    title: wordingOf(title),
    form,
    place: wordingOf(place),
    startsLocal: `${date}T${tidyClock(from)}`,
    endsLocal: `${endDate ?? date}T${tidyClock(to)}`,
    zone: zone.trim(),
  };
}

/** Convening a session, or changing what was convened: times are the wall clock of the session's own zone. */
export function SessionForm({
  session,
  zone,
  draft,
  why,
  saved,
  onSave,
}: {
  readonly session: SessionRow | null;
  /** The council's, for a new session. */
  readonly zone: string;
  readonly draft: { readonly key: string; readonly href: string };
  readonly why: string | null;
  readonly saved?: string | null;
  /** Given the whole and, of a session that is there, what was changed. A refusal is thrown. */
  readonly onSave: (input: SessionInput, changed: SessionChange) => Promise<void>;
}) {
  const { t, refusalText } = useLanguage();
  const form = useEditForm<Typed, SessionInput>({
    draft,
    saved: typedOf(session, zone),
    schema: sessionInput,
    inputOf,
    wrong: (typed, found) => wrongTimes(typed, found, t, refusalText),
    refused: ({ refused, params }) =>
      ({
        'session.ends_before_start': { endsLocal: refusalText(refused) },
        'session.unknown_zone': { zone: refusalText(refused, params) },
        'session.no_such_time': { startsLocal: refusalText(refused, params) },
      })[refused],
    save: onSave,
  });
  const typed = form.value;
  const labels = {
    title: t('desk.session.title'),
    form: t('desk.session.form'),
    place: t('desk.session.place'),
    date: t('desk.session.date'),
    startsLocal: t('desk.session.from'),
    endsLocal: t('desk.session.to'),
    zone: t('desk.session.zone'),
    endDate: t('desk.session.endDate'),
  };
  return (
    <Form
      form={form}
      label={t('desk.session.form.label')}
      labels={labels}
      submit={session ? undefined : t('desk.session.convene')}
      why={why}
      saved={saved}
      always={!session}
      nameOf={path => ({ from: labels.startsLocal, to: labels.endsLocal })[path]}
      wordsOf={(path, value) => {
        const form = FORMS.find(one => one === value);
        return path === 'form' && form ? t(`roles.form.${form}`) : undefined;
      }}
    >
      <WordingPair name="title" max={500} />
      <Radios<Typed> name="form" options={FORMS.map(one => [one, t(`roles.form.${one}`)])} />
      <WordingPair name="place" hint={t('desk.session.placeHint')} max={300} />
      <div className="when">
        <Line<Typed> name="date" type="date" min="2000-01-01" max="2099-12-31" />
        <Line<Typed> name="from" path="startsLocal" inputMode="numeric" placeholder="14:00" tidy={tidyClock} />
        <Line<Typed> name="to" path="endsLocal" inputMode="numeric" placeholder="18:00" tidy={tidyClock} />
        <ZonePicker name="zone" day={typed.date} />
      </div>
      <div className="row other-day">
        <label className="tick">
          <input
            type="checkbox"
            checked={typed.endDate !== null}
            onChange={event => form.set({ endDate: event.target.checked ? typed.date : null })}
          />
          <span>{t('desk.session.otherDay')}</span>
        </label>
        {typed.endDate !== null ? <Line<Typed> name="endDate" type="date" /> : null}
      </div>
      <Elsewhere typed={typed} />
      <Twice typed={typed} />
    </Form>
  );
}

/** What the schema cannot say of a day, its clocks and its zone. */
function wrongTimes(
  typed: Typed,
  found: Errors,
  t: Say,
  refusalText: (code: string, params?: { readonly [name: string]: unknown }) => string,
): Errors {
  const input = inputOf(typed);
  const wrong: Record<string, string> = { ...found };
  if (!typed.date) wrong.date = t('desk.error.required');
  if (typed.endDate === '') wrong.endDate = t('desk.error.required');
  // A clock is only wrong by itself where the day is none of the reasons.
  for (const [path, day] of [
    ['startsLocal', typed.date],
    ['endsLocal', typed.endDate ?? typed.date],
  ] as const)
    if (!day && /^\d\d:\d\d$/.test(input[path].slice(-5))) delete wrong[path];
  if (input.zone && !knownZone(input.zone)) wrong.zone ??= refusalText('session.unknown_zone', { zone: input.zone });
  if (Object.keys(wrong).length > 0) return wrong;
  for (const path of ['startsLocal', 'endsLocal'] as const)
    if (!isTime(input[path], input.zone))
      wrong[path] = refusalText('session.no_such_time', { local: input[path].replace('T', ' '), zone: input.zone });
  if (!wrong.endsLocal && instantOf(input.endsLocal, input.zone) <= instantOf(input.startsLocal, input.zone))
    wrong.endsLocal = refusalText('session.ends_before_start');
  return wrong;
}

/** A clock that shows the time twice that night: which of the two is meant, and when the other would be (TZ-10). */
function Twice({ typed }: { readonly typed: Typed }) {
  const { t, language } = useLanguage();
  const { startsLocal, endsLocal, zone } = inputOf(typed);
  const twice = [...new Set([startsLocal, endsLocal])].flatMap(local => {
    const sound = /^\d{4}-.*T\d\d:\d\d$/.test(local) && knownZone(zone);
    const [first, second] = sound ? instantsOf(local, zone) : [];
    return first === undefined || second === undefined ? [] : [{ local, first, second }];
  });
  if (twice.length === 0) return null;
  const told = (at: number) => `${formatOffset(offsetMinutes(at, zone))} = ${elsewhere(language, at, zone)}`;
  return (
    <div className="notice warn stack" role="status">
      {twice.map(({ local, first, second }) => (
        <p key={local}>
          {t('desk.session.twice', {
            time: local.slice(11),
            city: cityOf(language, zone),
            first: told(first),
            second: told(second),
          })}
        </p>
      ))}
    </div>
  );
}

/** The line that says what the chosen clock means to the others. It keeps its place while nothing can be said yet. */
function Elsewhere({ typed }: { readonly typed: Typed }) {
  const { language, t } = useLanguage();
  const local = `${typed.date}T${tidyClock(typed.from)}`;
  const sound = /T\d\d:\d\d$/.test(local) && typed.date !== '' && knownZone(typed.zone) && isTime(local, typed.zone);
  const at = sound ? instantOf(local, typed.zone) : Number.NaN;
  return (
    <p className="elsewhere" role="status">
      {sound ? (
        <>
          <span className="soft">
            {t('desk.session.thatIs', {
              when: formatLocalDateTime(language, local),
              city: cityOf(language, typed.zone),
            })}
          </span>{' '}
          <strong>= {elsewhere(language, at, typed.zone)}</strong>{' '}
          <span className="soft small">({formatOffset(offsetMinutes(at, typed.zone))})</span>
        </>
      ) : (
        <span className="soft">{t('desk.session.thatIsLater')}</span>
      )}
    </p>
  );
}
