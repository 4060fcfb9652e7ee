import { ROLL_OFFICES, type RollOffice, rollOffice } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Radios } from '../voting/method-choice.js';

/** The sentence about it, by the rule. */
const EFFECTS = {
  at_once: 'rollAtOnce',
  end_of_item: 'rollEndOfItem',
  next_session: 'rollActs',
  never: 'rollNever',
} as const;

/** Whether the office is one that the roll knows, and what the election then does to it by the rules (PROC-36). */
export function RollOfficeChoice({
  value,
  hasTerm,
  onChange,
}: {
  readonly value: RollOffice | undefined;
  readonly hasTerm: boolean;
  readonly onChange: (value: RollOffice | undefined) => void;
}) {
  const { state } = useSession();
  const { t } = useLanguage();
  const from = state.prepared?.rules.offices?.presidesFrom ?? 'never';
  const effect = from === 'never' || hasTerm ? EFFECTS[from] : 'rollNeedsTerm';
  return (
    <div className="stack tight">
      <Radios
        label={t('chair.election.roll')}
        value={value ?? 'other'}
        options={[
          ...ROLL_OFFICES.map(office => [office, t(`roles.role.${office}`)] as const),
          ['other', t('chair.election.roll.other')],
        ]}
        onChange={next => onChange(rollOffice(next) ?? undefined)}
      />
      {value ? (
        <p className="small soft" aria-live="polite">
          {t(`chair.election.${effect}`)}
        </p>
      ) : null}
    </div>
  );
}
