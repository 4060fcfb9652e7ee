import {
  type ChannelLine,
  channelOf,
  channelsOf,
  type Language,
  participantOf,
  type Source,
  videoOf,
} from '@kengesh/domain';
import { useEffect, useId, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SelectField } from '../../ui/select-field.js';
import { Fault } from '../media/device-check.js';
import type { DeviceFault } from '../media/devices.js';
import type { VideoRoom } from '../media/room.js';
import { useLevel, VOICE } from '../media/use-level.js';
import { type BoothLine, createBoothLine } from './booth-line.js';
import { TONGUES } from './tongues.js';
import { useHold } from './use-hold.js';

/** The interpreter's console: which channels, from what, the microphone, the cough button, and the colleague. */
export function Booth({
  room,
  may,
  microphone,
}: {
  readonly room: VideoRoom | null;
  readonly may: boolean;
  readonly microphone: string;
}) {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const { languages } = videoOf(state);
  const own = me.participant ?? '';
  const mine = channelsOf(state, own).filter((one): one is Language => languages.some(each => each === one));
  const [on, setOn] = useState(false);
  const [chosen, choose] = useState<Language | null>(null);
  const output = chosen !== null && mine.includes(chosen) ? chosen : (mine[0] ?? null);
  const cough = useHold();
  const { sends, fault, stream } = useBoothLine(room, {
    channels: may ? mine : [],
    speaks: on && !cough.held ? output : null,
    microphone,
  });
  if (languages.length === 0) return <p className="notice">{t('interpretation.noLanguages')}</p>;
  return (
    <section className="booth stack" aria-label={t('interpretation.booth')}>
      <h2>{t('interpretation.booth')}</h2>
      <RefusalNotice refusal={refusal} />
      {mine.length > 0 && output !== null ? (
        <>
          <p role="status">
            <strong className={sends ? 'on-air' : ''}>
              {sends
                ? t('interpretation.onAir', { language: TONGUES[sends as Language] })
                : t(cough.held ? 'interpretation.coughing' : 'interpretation.silent')}
            </strong>
          </p>
          <Level stream={stream} />
          <div className="row booth-keys">
            <Button kind={on ? undefined : 'primary'} aria-pressed={on} onClick={() => setOn(!on)}>
              {t(on ? 'video.mute' : 'video.unmute')}
            </Button>
            <Button {...cough.keys}>{t('interpretation.cough')}</Button>
          </div>
          {fault ? <Fault of="microphone" fault={fault} /> : null}
          {mine.length > 1 ? <Output languages={mine} value={output} onChoose={choose} /> : null}
          <Signals />
        </>
      ) : (
        <p>{t('interpretation.take')}</p>
      )}
      {languages.map(language => (
        <Channel key={language} language={language} own={own} busy={busy} onAsk={act => void ask(act)} />
      ))}
    </section>
  );
}

function useBoothLine(room: VideoRoom | null, wish: Parameters<BoothLine['want']>[0]) {
  const [sends, setSends] = useState<string | null>(null);
  const [fault, setFault] = useState<DeviceFault | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const line = useRef<BoothLine | null>(null);
  const inside = room?.inside ?? null;
  useEffect(() => {
    if (!inside) return;
    const opened = createBoothLine(inside, {
      changed: now => {
        setSends(now);
        setStream(opened.stream());
      },
      failed: setFault,
    });
    line.current = opened;
    return () => {
      line.current = null;
      opened.leave();
      setSends(null);
      setStream(null);
    };
  }, [inside]);
  const { speaks, microphone } = wish;
  const channels = wish.channels.join(' ');
  useEffect(() => {
    line.current?.want({ channels: channels ? channels.split(' ') : [], speaks, microphone });
  }, [inside, channels, speaks, microphone]);
  return { sends, fault, stream };
}

function Level({ stream }: { readonly stream: MediaStream | null }) {
  const { t } = useLanguage();
  const level = useLevel(stream);
  return (
    <div className="level">
      <meter min={0} max={1} low={VOICE} optimum={1} value={level ?? 0} aria-label={t('video.check.level')} />
    </div>
  );
}

/** Which of the two (or more) languages the microphone speaks for. */
function Output({
  languages,
  value,
  onChoose,
}: {
  readonly languages: readonly Language[];
  readonly value: Language;
  readonly onChoose: (language: Language) => void;
}) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <fieldset>
      <legend>{t('interpretation.output')}</legend>
      <div className="channels">
        {languages.map(one => (
          <label key={one} className="channel">
            <input type="radio" name={id} checked={one === value} onChange={() => onChoose(one)} />
            <span lang={one}>{TONGUES[one]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** To the speaker and the chair. */
function Signals() {
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  return (
    <div className="stack">
      <div className="row">
        {(['slower', 'sound'] as const).map(about => {
          const act = { type: 'interpretation.signal', about } as const;
          return (
            <Button key={about} busy={busy} why={whyNot(act)} onClick={() => void ask(act)}>
              {t(`interpretation.signal.${about}`)}
            </Button>
          );
        })}
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}

type BoothAct = Parameters<ReturnType<typeof useSubmitAct>['ask']>[0];

/** One language: who is on it, from what, for how long; taking it, standing ready, handing over, leaving. */
function Channel({
  language,
  own,
  busy,
  onAsk,
}: {
  readonly language: Language;
  readonly own: string;
  readonly busy: boolean;
  readonly onAsk: (act: BoothAct) => void;
}) {
  const { t, localize, refusalText } = useLanguage();
  const { state } = useSession();
  const whyNot = useRefusalReason();
  const line = channelOf(state, language);
  const name = TONGUES[language];
  const label = (participant: string) => localize(participantOf(state, participant)?.label ?? {});
  const take = { type: 'interpretation.take', language, source: 'floor' } as const;
  const leave = { type: 'interpretation.leave', language } as const;
  const handOver = { type: 'interpretation.handOver', language } as const;
  // Whether the colleague's line stands only the server knows.
  const handOverWhy = line?.relief === undefined ? refusalText('interpretation.no_relief') : null;
  const mine = line?.participant === own;
  const ready = line?.relief === own;
  return (
    <fieldset className="booth-line">
      <legend className="visually-hidden">{name}</legend>
      <strong lang={language} aria-hidden="true">
        {name}
      </strong>
      <span className="small soft grow">
        {line ? <Holder line={line} mine={mine} name={label(line.participant)} /> : t('interpretation.free')}
        {line?.relief ? ` · ${t('interpretation.relief', { name: ready ? t('video.you') : label(line.relief) })}` : ''}
      </span>
      {mine ? (
        <>
          <SourceChoice language={language} source={line.source} onChoose={onAsk} />
          <Button
            size="small"
            kind={line.relief ? 'primary' : undefined}
            busy={busy}
            why={handOverWhy}
            onClick={() => onAsk(handOver)}
          >
            {t('interpretation.handOver')}
          </Button>
          <Button size="small" kind="quiet" busy={busy} onClick={() => onAsk(leave)}>
            {t('interpretation.leave', { language: name })}
          </Button>
        </>
      ) : ready ? (
        <Button size="small" kind="quiet" busy={busy} onClick={() => onAsk(leave)}>
          {t('interpretation.notReady')}
        </Button>
      ) : (
        <Button size="small" busy={busy} why={whyNot(take)} onClick={() => onAsk(take)}>
          {t(line ? 'interpretation.ready' : 'interpretation.takeOne', { language: name })}
        </Button>
      )}
    </fieldset>
  );
}

function Holder({ line, mine, name }: { readonly line: ChannelLine; readonly mine: boolean; readonly name: string }) {
  const { t } = useLanguage();
  const { now } = useSession();
  const at = useNow(now, 1000);
  const clock = clockText(Math.max(0, Math.floor((at - Date.parse(line.since)) / 1000)));
  return (
    <>
      {mine ? t('interpretation.yours') : name} · {clock}
      {line.source === 'floor' ? null : ` · ${t('interpretation.relay', { language: TONGUES[line.source] })}`}
    </>
  );
}

/** From the floor, or (relay) from a colleague's channel. */
function SourceChoice({
  language,
  source,
  onChoose,
}: {
  readonly language: Language;
  readonly source: Source;
  readonly onChoose: (act: BoothAct) => void;
}) {
  const { t } = useLanguage();
  const { state } = useSession();
  const whyNot = useRefusalReason();
  const act = (from: Source) => ({ type: 'interpretation.listenTo', language, source: from }) as const;
  const others = videoOf(state).languages.filter(
    one => one !== language && (one === source || (channelOf(state, one) && whyNot(act(one)) === null)),
  );
  return (
    <SelectField<Source>
      label={t('interpretation.source')}
      value={source}
      onChange={from => from && onChoose(act(from))}
      options={[['floor', t('interpretation.floor')], ...others.map(one => [one, TONGUES[one]] as const)]}
    />
  );
}
