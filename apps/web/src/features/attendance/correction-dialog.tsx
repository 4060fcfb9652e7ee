import { CORRECTION_REASONS, type Interval, participantOf, presenceOf } from '@kengesh/domain';
import { useState } from 'react';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { instantOf, wallClock } from '../../ui/zone-time.js';

interface CorrectedStay {
  readonly key: number;
  readonly from: string;
  /** Empty: still here. */
  readonly to: string;
  readonly mode: 'hall' | 'remote';
  readonly was: Interval | null;
}
type Reason = (typeof CORRECTION_REASONS)[number];

/** The ledger of one participant put right: intervals on the session's clock, with a reason; what stood before is kept. */
export function CorrectionDialog({
  participant,
  onClose,
}: {
  readonly participant: string;
  readonly onClose: () => void;
}) {
  const { state, now } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const presence = presenceOf(state, participant);
  const clock = (instant: string) => wallClock(Date.parse(instant), zone);
  const draft = useFormDraft<{ readonly lines: readonly CorrectedStay[]; readonly reason: Reason }>({
    form: `correction.${participant}`,
    kind: 'correction',
    item: null,
    place: 'present',
    initial: {
      lines: (presence?.intervals ?? []).map((one, key) => ({
        key,
        from: clock(one.from),
        to: one.to === null ? '' : clock(one.to),
        mode: one.mode,
        was: one,
      })),
      reason: 'clerk_error',
    },
    excerpt: () => localize(participantOf(state, participant)?.label ?? {}),
  });
  const { lines, reason } = draft.value;
  const setLines = (next: readonly CorrectedStay[]) => draft.change({ lines: next });
  const done = () => {
    draft.clear();
    onClose();
  };
  const [error, setError] = useState<string | null>(null);
  const change = (key: number, how: Partial<CorrectedStay>) =>
    setLines(lines.map(one => (one.key === key ? { ...one, ...how } : one)));
  // What was not touched keeps its milliseconds.
  const instant = (text: string, before: string | null | undefined) =>
    before && clock(before) === text ? before : toInstant(text, zone);

  const save = async () => {
    const intervals = lines.map(({ from, to, mode, was }) => ({
      from: instant(from, was?.from),
      to: to === '' ? null : instant(to, was?.to),
      mode,
      source: was && was.mode === mode ? was.source : ('secretary' as const),
    }));
    if (intervals.some(one => one.from === '' || one.to === '')) {
      setError(t('chair.correction.time'));
      return;
    }
    setError(null);
    const answer = await ask({ type: 'attendance.correct', participant, intervals, reason });
    if (answer.ok) done();
  };

  return (
    <Dialog
      open
      title={t('chair.correction.title', { name: localize(participantOf(state, participant)?.label ?? {}) })}
      onClose={onClose}
    >
      <p className="soft">{t('chair.correction.kept')}</p>
      {lines.length === 0 ? <p>{t('chair.correction.none')}</p> : null}
      <div className="correction-rows">
        {lines.map(line => (
          <div key={line.key} className="correction-row">
            <Field label={t('chair.correction.from')}>
              {control => (
                <input
                  {...control}
                  className="input"
                  type="datetime-local"
                  step={1}
                  value={line.from}
                  onChange={event => change(line.key, { from: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('chair.correction.to')}>
              {control => (
                <input
                  {...control}
                  className="input"
                  type="datetime-local"
                  step={1}
                  value={line.to}
                  onChange={event => change(line.key, { to: event.target.value })}
                />
              )}
            </Field>
            <select
              className="input"
              aria-label={t('chair.correction.mode')}
              value={line.mode}
              onChange={event => change(line.key, { mode: event.target.value as CorrectedStay['mode'] })}
            >
              <option value="hall">{t('roles.mode.hall')}</option>
              <option value="remote">{t('roles.mode.remote')}</option>
            </select>
            <Button
              className="correction-remove"
              aria-label={t('chair.correction.remove')}
              title={t('chair.correction.remove')}
              onClick={() => setLines(lines.filter(one => one.key !== line.key))}
            >
              ×
            </Button>
          </div>
        ))}
      </div>
      <Button
        size="small"
        onClick={() => {
          const at = wallClock(now(), zone);
          const key = Math.max(-1, ...lines.map(one => one.key)) + 1;
          const mode = participantOf(state, participant)?.mode ?? 'hall';
          setLines([...lines, { key, from: at, to: at, mode, was: null }]);
        }}
      >
        + {t('chair.correction.add')}
      </Button>
      <Field label={t('chair.correction.reason')}>
        {control => (
          <select
            {...control}
            className="input"
            value={reason}
            onChange={event => draft.change({ reason: event.target.value as Reason })}
          >
            {CORRECTION_REASONS.map(one => (
              <option key={one} value={one}>
                {t(`roles.correction.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {error ? (
        <p className="notice against" role="alert">
          {error}
        </p>
      ) : null}
      <RefusalNotice refusal={refusal} />
      <div className="row">
        <Button kind="primary" busy={busy} onClick={() => void save()}>
          {t('chair.correction.save')}
        </Button>
        <Button onClick={done}>{t('common.cancel')}</Button>
      </div>
    </Dialog>
  );
}

/** Empty where the text is no time of this zone. */
function toInstant(text: string, zone: string): string {
  const at = instantOf(text, zone);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}
