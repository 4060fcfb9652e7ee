import { type Council, type CouncilChange, type CouncilInput, councilInput, type SeatRow } from '@kengesh/contracts';
import type { RuleNumbers } from '@kengesh/domain';
import type { PhraseKey } from '@kengesh/phrases/page';
import { type ReactNode, useMemo } from 'react';
import type * as z from 'zod';
import { useLanguage } from '../../language.js';
import { useEditForm } from './edit-form.js';
import { EmailLine, Line } from './fields.js';
import { Form } from './form.js';
import { type Errors, wholeNumber } from './form-errors.js';
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
  draft,
  why,
  saved,
  onSave,
}: {
  readonly council: Council | null;
  /** The roll, by which the rules are looked at; empty while it is not known. */
  readonly seats?: readonly SeatRow[];
  readonly draft: { readonly key: string; readonly href: string };
  readonly why?: string | null;
  readonly saved?: string | null;
  /** Given the whole and, of a council that is there, what was changed. A refusal is thrown. */
  readonly onSave: (input: CouncilInput, changed: CouncilChange) => Promise<void>;
}) {
  const { language, t, refusalText } = useLanguage();
  const form = useEditForm<Typed, z.output<typeof councilInput>>({
    // What an earlier version of this page has kept may be of another shape.
    draft: { ...draft, reads: kept => Boolean(kept.rules.more) },
    saved: typedOf(council),
    schema: councilInput,
    inputOf,
    wrong: (typed, found, input) => ({
      ...found,
      ...(input ? refusedProblems(input.rules, wholeNumber(typed.statutorySeats), language) : {}),
      ...namedTwice(typed.rules, t('desk.rules.twice')),
    }),
    refused: ({ refused, params }) =>
      refused === 'session.unknown_zone' ? { zone: refusalText(refused, params) } : undefined,
    save: onSave,
  });
  const statutory = wholeNumber(form.value.statutorySeats);
  const numbers = useMemo(() => numbersOf(statutory, seats), [statutory, seats]);
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
  return (
    <Form
      form={{ ...form, conflicts: form.conflicts.filter(isShown) }}
      label={t('desk.council.form')}
      labels={labels}
      submit={council ? undefined : t('desk.council.create')}
      why={why}
      saved={saved}
      always={!council}
      nameOf={path => conflictName(language, path)}
      wordsOf={(path, value) => conflictWords(language, path, value)}
    >
      <Section title={t('desk.council.about')}>
        <WordingPair name="name" max={300} />
        <div className="columns">
          <EmailLine<Typed> name="mailbox" hint={t('desk.council.mailboxHint')} />
          <Line<Typed> name="statutorySeats" short inputMode="numeric" hint={t('desk.council.seatsHint')} />
          <ZonePicker name="zone" hint={t('desk.council.zoneHint')} />
        </div>
      </Section>
      <Section title={t('desk.rules.title')} hint={t('desk.rules.hint')}>
        <RulesFields name="rules" numbers={numbers} />
      </Section>
    </Form>
  );
}

/** Of majorities with the same name the later one. */
function namedTwice({ majorities }: TypedRules, message: string): Errors {
  const keys = majorities.map(one => one.key.trim());
  const twice = keys.findIndex((key, place) => key !== '' && keys.indexOf(key) !== place);
  return twice < 0 ? {} : { [`rules.majorities.${twice}.key`]: message };
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
