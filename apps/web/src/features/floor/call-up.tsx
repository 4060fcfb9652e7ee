import { type Act, presenceOf, speakersMode } from '@kengesh/domain';
import { useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Key, useKey } from '../../ui/keys.js';
import { SelectField } from '../../ui/select-field.js';

const KINDS = ['speech', 'reply', 'intervention'] as const;
const STANCES = ['for', 'against', 'neutral'] as const;
type Entered = Omit<Extract<Act, { type: 'floor.enter' }>, 'type'>;

/** Somebody who is here and not on the list: the chair gives the floor, the secretary enters a hand. */
export function CallUp({
  presides,
  busy,
  onGive,
  onEnter,
}: {
  readonly presides: boolean;
  readonly busy: boolean;
  readonly onGive: (participant: string) => void;
  readonly onEnter: (entered: Entered) => void;
}) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const [chosen, choose] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('speech');
  const [stance, setStance] = useState<(typeof STANCES)[number] | ''>('');
  const select = useRef<HTMLSelectElement>(null);
  const action = presides ? t('chair.floor.giveOther') : t('chair.floor.enter');
  useKey('h', action, () => select.current?.focus());
  const listed = new Set([state.floor.holder?.participant, ...state.floor.queue.map(one => one.participant)]);
  const people = (state.prepared?.participants ?? []).filter(
    one =>
      one.role !== 'observer' && one.role !== 'interpreter' && !listed.has(one.id) && presenceOf(state, one.id)?.here,
  );
  const person = people.find(one => one.id === chosen);
  const entered = {
    participant: person?.id ?? '',
    ...(kind === 'speech' ? {} : { kind }),
    ...(stance ? { stance } : {}),
  } satisfies Entered;
  // For and against are asked for where the list goes by them; else a hand is only a hand.
  const sides = speakersMode(state) === 'proContra';
  const why = !person
    ? t('chair.floor.chooseWho')
    : whyNot(
        presides ? { type: 'floor.give', participant: person.id, seconds: null } : { type: 'floor.enter', ...entered },
      );
  return (
    <div className="floor-call">
      <select
        ref={select}
        className="input"
        aria-label={t(presides ? 'chair.floor.giveOther' : 'chair.floor.enter')}
        aria-keyshortcuts="h"
        value={person ? chosen : ''}
        onChange={event => choose(event.target.value)}
      >
        <option value="">{t(presides ? 'chair.floor.outOfTurn' : 'chair.floor.handInHall')}…</option>
        {people.map(one => (
          <option key={one.id} value={one.id}>
            {localize(one.label)}
            {presenceOf(state, one.id)?.mode === 'hall' ? ` · ${t('roles.mode.hall')}` : ''}
          </option>
        ))}
      </select>
      <Button
        why={why}
        busy={busy}
        onClick={() => {
          if (!person) return;
          choose('');
          if (presides) onGive(person.id);
          else onEnter(entered);
          setKind('speech');
          setStance('');
        }}
      >
        {t(presides ? 'chair.floor.give' : 'chair.floor.enterNow')} <Key of="h" />
      </Button>
      {!presides && person ? (
        <div className="floor-as">
          <SelectField
            label={t('procedure.floor.asKind')}
            value={kind}
            onChange={value => setKind(value || 'speech')}
            options={KINDS.map(one => [one, t(`procedure.floor.kind.${one}`)])}
          />
          {sides && kind === 'speech' ? (
            <SelectField
              label={t('procedure.floor.asStance')}
              none={t('procedure.choose')}
              value={stance}
              onChange={setStance}
              options={STANCES.map(one => [one, t(`procedure.floor.stance.${one}`)])}
            />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
