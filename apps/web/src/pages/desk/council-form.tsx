import { type Council, type CouncilChange, type CouncilInput, councilInput, type SeatRow } from '@kengesh/contracts';
import type { RuleNumbers } from '@kengesh/domain';
import type { PhraseKey } from '@kengesh/phrases/page';
import { type ReactNode, useMemo, useState } from 'react';
import { useLanguage } from '../../language.js';
import type { ApiRefusal } from './desk-queries.js';
import { useDraft } from './drafts.js';
import { check, type Errors, errorsOf, Form, FormField, wholeNumber } from './form.js';
import { changedFields } from './merge.js';
import { conflictName, conflictWords, isShown } from './rules/conflicts.js';
import { ALL_SETTINGS } from './rules/more.js';
import { refusedProblems } from './rules/problems.js';
import { RulesFields } from './rules/rules-fields.js';
import { inputOfRules, type TypedRules, typedRules } from './rules/typed.js';
import { type Texts, WordingPair, wordingOf } from './wording-pair.js';
import { ZonePicker } from './zone-picker.js';

interface Typed {
  readonly name: Texts;
  readonly mailbox: string;
  readonly zone: string;
  readonly statutorySeats: string;
  readonly rules: TypedRules;
}

function typedOf(council: Council | null): Typed {
  return {
    name: council?.name ?? {},
    mailbox: council?.mailbox ?? '',
    zone: council?.zone ?? 'Asia/Bishkek',
    statutorySeats: council ? String(council.statutorySeats) : '',
    rules: typedRules(council?.rules ?? null),
  };
}

const inputOf = ({ name, mailbox, zone, statutorySeats, rules }: Typed) => ({
  name: wordingOf(name),
  mailbox,
  zone: zone.trim(),
  statutorySeats: wholeNumber(statutorySeats),
  rules: inputOfRules(rules),
});

/** Seats with a vote, as the rules count them. */
function numbersOf(statutory: number, seats: readonly SeatRow[] = []): RuleNumbers {
  const voting = seats.filter(seat => seat.votes);
  const filled = voting.filter(seat => seat.filled).length;
  return {
    statutory,
    filled: filled || statutory,
    ...(voting.length > 0 ? { seats: voting.map(({ head = false, ...seat }) => ({ ...seat, head })) } : {}),
  } as RuleNumbers;
}

/** What a council is called, where it writes from, how many seats its charter gives it, and by which rules it decides. */
export function CouncilForm({
  council,
  seats,
  draftKey,
  href,
  busy,
  refusal,
  why,
  saved,
  onSave,
}: {
  readonly council: Council | null;
  /** The roll, by which the rules are looked at; empty while it is not known. */
  readonly seats?: readonly SeatRow[];
  readonly draftKey: string;
  readonly href: string;
  readonly busy: boolean;
  readonly refusal: ApiRefusal | null;
  readonly why?: string | null;
  readonly saved?: string | null;
  /** Given the whole and, of a council that is there, what was changed. */
  readonly onSave: (input: CouncilInput, changed: CouncilChange) => Promise<boolean>;
}) {
  const { language, t, refusalText: sentence } = useLanguage();
  const draft = useDraft<Typed>(draftKey, typedOf(council), href);
  const [found, setFound] = useState<Errors>({});
  const [tried, setTried] = useState(0);
  // What an earlier version of this page has kept may be of another shape.
  const typed = draft.value.rules.more ? draft.value : typedOf(council);
  const statutory = wholeNumber(typed.statutorySeats);
  const numbers = useMemo(() => numbersOf(statutory, seats), [statutory, seats]);
  const change = (part: Partial<Typed>) => {
    draft.set({ ...typed, ...part });
    setFound({});
  };
  const labels = {
    name: t('desk.council.name'),
    mailbox: t('desk.council.mailbox'),
    zone: t('desk.council.zone'),
    statutorySeats: t('desk.council.seats'),
    'rules.citation': t('desk.rules.citation'),
    'rules.quorum': t('desk.rules.quorum'),
    'rules.quorumToOpen': t('desk.rules.toOpen'),
    'rules.majorities': t('desk.rules.majorities'),
    'rules.presenceGrace': t('desk.rules.grace'),
    'rules.speech.seconds': t('desk.rules.speech'),
    'rules.speech.grace': t('desk.rules.overrun'),
    ...Object.fromEntries(ALL_SETTINGS.map(({ path }) => [`rules.${path}`, t(`desk.more.${path}` as PhraseKey)])),
  };
  const unknownZone = refusal?.refused === 'session.unknown_zone';
  const refused: Errors = unknownZone
    ? { zone: sentence(refusal.refused, refusal.params) }
    : errorsOf(refusal, t, language);
  const errors = { ...(draft.dirty ? refused : {}), ...found };
  const save = async () => {
    const checked = check(councilInput, inputOf(typed), t);
    const keys = typed.rules.majorities.map(one => one.key.trim());
    const twice = keys.findIndex((key, place) => key !== '' && keys.indexOf(key) !== place);
    const wrong: Record<string, string> = {
      ...checked.errors,
      ...(checked.data ? refusedProblems(checked.data.rules, statutory, language) : {}),
    };
    if (twice >= 0) wrong[`rules.majorities.${twice}.key`] = t('desk.rules.twice');
    setFound(wrong);
    if (Object.keys(wrong).length > 0 || !checked.data) {
      setTried(tried + 1);
      return;
    }
    const read = councilInput.safeParse(inputOf(typedOf(council)));
    if (await onSave(checked.data, changedFields(checked.data, read.data ?? {}))) draft.done();
    else setTried(tried + 1);
  };
  return (
    <Form
      label={t('desk.council.form')}
      draft={{ ...draft, conflicts: draft.conflicts.filter(isShown) }}
      errors={errors}
      labels={labels}
      tried={tried}
      refusal={unknownZone ? null : refusal}
      busy={busy}
      onSubmit={() => void save()}
      submit={council ? undefined : t('desk.council.create')}
      why={why ?? null}
      saved={saved ?? null}
      always={!council}
      nameOf={path => conflictName(language, path)}
      wordsOf={(path, value) => conflictWords(language, path, value)}
    >
      <Section title={t('desk.council.about')}>
        <WordingPair
          path="name"
          errors={errors}
          label={labels.name}
          value={typed.name}
          max={300}
          onChange={name => change({ name })}
        />
        <div className="columns">
          <FormField path="mailbox" errors={errors} label={labels.mailbox} hint={t('desk.council.mailboxHint')}>
            {control => (
              <input
                {...control}
                className="input"
                type="text"
                inputMode="email"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={254}
                value={typed.mailbox}
                onChange={event => change({ mailbox: event.target.value })}
              />
            )}
          </FormField>
          <FormField
            path="statutorySeats"
            errors={errors}
            label={labels.statutorySeats}
            hint={t('desk.council.seatsHint')}
          >
            {control => (
              <input
                {...control}
                className="input short"
                inputMode="numeric"
                value={typed.statutorySeats}
                onChange={event => change({ statutorySeats: event.target.value })}
              />
            )}
          </FormField>
          <ZonePicker
            path="zone"
            errors={errors}
            label={labels.zone}
            hint={t('desk.council.zoneHint')}
            zone={typed.zone}
            onChange={zone => change({ zone })}
          />
        </div>
      </Section>
      <Section title={t('desk.rules.title')} hint={t('desk.rules.hint')}>
        <RulesFields value={typed.rules} errors={errors} numbers={numbers} onChange={rules => change({ rules })} />
      </Section>
    </Form>
  );
}

function Section({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="card stack form-section">
      <h2>{title}</h2>
      {hint ? <p className="soft">{hint}</p> : null}
      {children}
    </section>
  );
}
