import type { Voting } from '@kengesh/domain';
import { choiceLabel } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { whole } from './way-options.js';

type Counts = { readonly [choice: string]: number };

/** Totals counted by people: a number for each choice, and on paper for the spoiled ones. */
export function Totals({
  voting,
  start,
  spoiled: withSpoiled = false,
  submit,
  busy,
  onSubmit,
}: {
  readonly voting: Voting;
  readonly start: Counts;
  readonly spoiled?: boolean;
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: (counts: { [choice: string]: number }, spoiled: number) => void;
}) {
  const { t, language } = useLanguage();
  const [texts, setTexts] = useState<{ readonly [choice: string]: string }>(() =>
    Object.fromEntries(Object.entries(start).map(([choice, n]) => [choice, String(n)])),
  );
  const [spoiled, setSpoiled] = useState('');
  const number = (label: string, value: string, onChange: (text: string) => void) => (
    <Field label={label}>
      {control => (
        <input
          {...control}
          className="input"
          type="number"
          inputMode="numeric"
          min={0}
          max={20000}
          placeholder="0"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form
      className="totals"
      onSubmit={event => {
        event.preventDefault();
        onSubmit(Object.fromEntries(voting.choices.map(({ id }) => [id, whole(texts[id] ?? '')])), whole(spoiled));
      }}
    >
      {voting.choices.map(({ id }) => (
        <div key={id}>
          {number(choiceLabel(language, voting, id), texts[id] ?? '', text => setTexts({ ...texts, [id]: text }))}
        </div>
      ))}
      {withSpoiled ? <div>{number(t('conduct.paper.spoiled'), spoiled, setSpoiled)}</div> : null}
      <Button type="submit" kind="primary" busy={busy}>
        {submit}
      </Button>
    </form>
  );
}

/** Counts in words: «за 4, против 1, воздержался 0». */
export const totalsText = (language: string, voting: Voting, counts: Counts): string =>
  voting.choices.map(({ id }) => `${choiceLabel(language, voting, id)} ${counts[id] ?? 0}`).join(', ');
