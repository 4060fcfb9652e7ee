import { participantOf, presenceOf, type Speaker } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText } from '../../ui/clock.js';
import { Key } from '../../ui/keys.js';

const STANCE = { for: 'for', against: 'against', neutral: 'abstain' } as const;
const SIGN = { for: '✓', against: '✕', neutral: '–' } as const;

/** Who waits to speak, as what, and why in this place where it is not simply the order of asking. */
export function QueueRow({
  speaker,
  place,
  presides,
  busy,
  onGive,
  onUp,
  onRemove,
}: {
  readonly speaker: Speaker;
  readonly place: number;
  readonly presides: boolean;
  readonly busy: boolean;
  readonly onGive: () => void;
  readonly onUp: (() => void) | null;
  readonly onRemove: () => void;
}) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { participant, kind, stance, why: placedBy } = speaker;
  const name = localize(participantOf(state, participant)?.label ?? {});
  const mode = presenceOf(state, participant)?.mode ?? 'remote';
  const left = state.floor.queue.find(one => one.participant === participant)?.left;
  const how = [
    speaker.entered ? t('chair.floor.entered') : t(`roles.mode.${mode}`),
    kind === 'speech' ? null : t(`procedure.floor.kind.${kind}`),
    placedBy === 'returned' ? t('procedure.floor.returned') : null,
    placedBy === 'returned' && left !== undefined ? t('procedure.floor.left', { clock: clockText(left) }) : null,
    placedBy === 'placed' ? t('procedure.floor.placed') : null,
  ];
  return (
    <li className={kind === 'point' ? 'point' : undefined}>
      <span className="place">{place}</span>
      <span className="who">
        {name}
        <span className="soft small">{how.filter(Boolean).join(' · ')}</span>
        {stance ? (
          <span className={`badge ${STANCE[stance]}`}>
            {SIGN[stance]} {t(`procedure.floor.stance.${stance}`)}
          </span>
        ) : null}
      </span>
      <span className="row doing">
        {presides ? (
          <Button
            size="small"
            why={whyNot({ type: 'floor.give', participant, seconds: null })}
            busy={busy}
            aria-label={t('chair.floor.giveTo', { name })}
            aria-keyshortcuts={place === 1 ? 'g' : undefined}
            onClick={onGive}
          >
            {t('chair.floor.give')} {place === 1 ? <Key of="g" /> : null}
          </Button>
        ) : null}
        {onUp ? (
          <Button
            size="small"
            kind="quiet"
            busy={busy}
            aria-label={t('chair.floor.upOne', { name })}
            title={t('chair.floor.upOne', { name })}
            onClick={onUp}
          >
            ↑
          </Button>
        ) : null}
        {kind === 'point' ? null : (
          <Button
            size="small"
            kind="quiet"
            busy={busy}
            aria-label={t('chair.floor.remove', { name })}
            title={t('chair.floor.remove', { name })}
            onClick={onRemove}
          >
            ×
          </Button>
        )}
      </span>
    </li>
  );
}

/** Speakers whose line was lost: their place is kept until they are back. */
export function Kept() {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  // Of another item, the place waits for that item.
  const kept = (state.floor.kept ?? []).filter(
    place => place.item === undefined || place.item === state.agenda.current,
  );
  if (kept.length === 0) return null;
  const names = kept
    .map(one => {
      const name = localize(participantOf(state, one.participant)?.label ?? {});
      return one.left === undefined ? name : `${name} (${t('procedure.floor.left', { clock: clockText(one.left) })})`;
    })
    .join(', ');
  return <p className="small floor-kept">{t('procedure.floor.kept', { names })}</p>;
}
