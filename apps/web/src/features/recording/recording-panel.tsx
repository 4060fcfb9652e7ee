import { currentRecording } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { wallClock } from '../../ui/zone-time.js';
import { consentText } from './consent.js';

/** The chair starts and stops the recording; before it starts, the sentence that everybody will be told is read here. */
export function RecordingPanel() {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [asking, setAsking] = useState(false);
  const take = currentRecording(state);
  const last = state.recording?.at(-1);
  const presides = me.participant !== null && me.participant === state.session.presiding;
  // Offered only where one can be made; one that was made is told of in any case.
  const mayStart = presides && me.recording === true;
  if (!me.video || state.session.phase === 'closed' || (!mayStart && !last)) return null;
  const zone = state.prepared?.session.zone ?? 'UTC';
  const clock = (instant: string) => wallClock(Date.parse(instant), zone).slice(11, 16);
  const start = { type: 'recording.start' } as const;
  return (
    <section className="recording-panel stack" aria-labelledby="recording-heading">
      <h2 className="overline" id="recording-heading">
        {t('control.recording.heading')}
      </h2>
      <p className="small" role="status">
        {take
          ? t(take.runsSince ? 'control.recording.runs' : 'control.recording.starting', { time: clock(take.since) })
          : last?.failed
            ? t('control.recording.failed', { reason: last.failed })
            : last?.to
              ? t('control.recording.stopped', { time: clock(last.to) })
              : t('control.recording.none')}
      </p>
      <RefusalNotice refusal={refusal} />
      {take && presides ? (
        <div>
          <Button size="small" busy={busy} onClick={() => void ask({ type: 'recording.stop' })}>
            {t('control.recording.stop')}
          </Button>
        </div>
      ) : !mayStart ? null : asking ? (
        <Confirm
          question={t('control.recording.sure', {
            text: consentText(state, localize) || t('control.recording.consent'),
          })}
          yes={t('control.recording.start')}
          busy={busy}
          onYes={() => {
            setAsking(false);
            void ask(start);
          }}
          onNo={() => setAsking(false)}
        />
      ) : (
        <div>
          <Button size="small" why={whyNot(start)} onClick={() => setAsking(true)}>
            {t('control.recording.start')}
          </Button>
        </div>
      )}
    </section>
  );
}
