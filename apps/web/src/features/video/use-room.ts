import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { adapt, INITIAL_ADAPTATION, type QualityLevel, weaker } from '../media/bandwidth-adaptation.js';
import { type Choice, joinRoom, type RoomView, type VideoRoom } from '../media/room.js';
import { SOURCES, type Source } from '../media/sending.js';
import { ticketFor } from '../media/ticket.js';
import type { Situation } from '../media/wanted.js';
import { tellOwnMedia } from './own-microphone.js';
import { alwaysVisible, grantedBy, isHall } from './subscription-policy.js';
import { acquireWakeLock } from './wake-lock.js';

/** How this page takes part. */
export interface Part {
  readonly ears: Situation['ears'];
  /** Sent as soon as the session allows it; all else only on a press. */
  readonly sends: readonly Source[];
  readonly choice: Choice;
  /** Sound alone. */
  readonly lowData: boolean;
  readonly channel: string | null;
  readonly floor: number;
  readonly pinned: ReadonlySet<string>;
}

export type Stage =
  | { readonly at: 'joining' | 'again' | 'on' | 'elsewhere' }
  | { readonly at: 'refused'; readonly why: string; readonly params: ApiError['params'] };

export interface Video {
  readonly stage: Stage;
  readonly view: RoomView | null;
  readonly room: VideoRoom | null;
  /** What the line and the reader's choice leave of the pictures. */
  readonly step: QualityLevel;
  /** The line alone gave something up. */
  readonly weak: boolean;
  readonly send: (source: Source, on: boolean) => void;
  /** After a refusal, or to take it over from another device. */
  readonly again: () => void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 5_000;
const LOOK = 2_000;

/** Joins, stays in, comes back after whatever breaks, and sends what the session allows. Everything ends with the component. */
export function useRoom(part: Part): Video {
  const { me, state, line: served } = useSession();
  const { localize } = useLanguage();
  const [stage, setStage] = useState<Stage>({ at: 'joining' });
  const [view, setView] = useState<RoomView | null>(null);
  const [room, setRoom] = useState<VideoRoom | null>(null);
  const [weakLine, setWeakLine] = useState(INITIAL_ADAPTATION);
  /** What was pressed, where it differs from what is sent by itself. */
  const [pressed, press] = useState<{ readonly [S in Source]?: boolean }>({});
  const [attempt, setAttempt] = useState(0);
  const wake = useRef<(() => void) | null>(null);
  const live = useRef(served.status === 'live');
  live.current = served.status === 'live';
  const { choice } = part;
  const chosen = useRef(choice);
  chosen.current = choice;

  useEffect(() => {
    let over = false;
    let joined: VideoRoom | null = null;
    let wait = FIRST_WAIT;
    const pause = (time: number) =>
      new Promise<void>(resolve => {
        const timer = setTimeout(resolve, time);
        wake.current = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const stay = async () => {
      while (!over) {
        try {
          // The ticket first: who is not admitted, or has no line, is told so before anything is opened.
          const ticket = await ticketFor(me);
          if (over) return;
          let end: (why: 'elsewhere' | 'lost') => void = () => {};
          const ended = new Promise<'elsewhere' | 'lost'>(resolve => {
            end = resolve;
          });
          joined = await joinRoom(ticket, chosen.current, { changed: setView, ended: end });
          if (over) return joined.leave();
          setRoom(joined);
          // Another room, another line: what the last one lost is no word about this one.
          setWeakLine(INITIAL_ADAPTATION);
          setStage({ at: 'on' });
          wait = FIRST_WAIT;
          const why = await ended;
          joined = null;
          setRoom(null);
          setView(null);
          if (why === 'elsewhere') return setStage({ at: 'elsewhere' });
        } catch (error) {
          const final = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
          if (over) return;
          if (final) return setStage({ at: 'refused', why: error.code, params: error.params });
        }
        if (over) return;
        setStage({ at: 'again' });
        await pause(wait * (0.75 + Math.random() / 2));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    };
    setStage({ at: 'joining' });
    void stay();
    return () => {
      over = true;
      wake.current?.();
      joined?.leave();
    };
  }, [me, attempt]);

  const step = weaker(weakLine.step, part.lowData ? 'sound' : 'all');
  const { floor, session, votings, video, interpretation, prepared } = state;
  const { ears, channel, pinned } = part;
  // Only what the grants hang on: a ballot that is cast moves nothing here.
  const situation = useMemo<Situation>(
    () => ({
      ...{ ...alwaysVisible(state), isHall, ears, granted: grantedBy(state) },
      ...{ channel, pinned, step },
    }),
    [floor, session, votings, video, interpretation, prepared, ears, channel, pinned, step],
  );
  useEffect(() => room?.situate(situation), [room, situation]);
  useEffect(() => room?.mix(part.floor), [room, part.floor]);

  // What is allowed anew starts as it was chosen on the way in; a press holds until the leave ends.
  const may = view?.may.join(' ') ?? '';
  useEffect(() => {
    press(now => Object.fromEntries(Object.entries(now).filter(([source]) => may.includes(source))));
  }, [may]);
  const wants = SOURCES.filter(
    one =>
      view?.may.includes(one) &&
      (pressed[one] ?? part.sends.includes(one)) &&
      (one !== 'camera' || step === 'all' || ears === 'loudspeakers'),
  ).join(' ');
  const sent = useRef('');
  useEffect(() => {
    if (!room) {
      sent.current = '';
      return;
    }
    const was = sent.current;
    sent.current = wants;
    for (const one of SOURCES) {
      const on = wants.includes(one);
      if (on === was.includes(one)) continue;
      // A device that failed is asked for again by a press only.
      void room.send(one, on).then(done => !done && press(now => ({ ...now, [one]: false })));
    }
  }, [room, wants]);

  useEffect(() => {
    if (!room) return;
    const timer = setInterval(async () => {
      const sample = await room.look(live.current);
      setWeakLine(now => adapt(now, sample));
    }, LOOK);
    return () => clearInterval(timer);
  }, [room]);

  const again = useCallback(() => setAttempt(now => now + 1), []);
  /** Back in sight: a wait is cut short, a sound the phone had stopped starts anew. What is open elsewhere stays there. */
  const back = useCallback(() => {
    wake.current?.();
    room?.startSound();
  }, [room]);
  const send = useCallback((source: Source, on: boolean) => press(now => ({ ...now, [source]: on })), []);
  const hands = useRef({ back, onMicrophone: () => {} });
  const heard = view?.sending.includes('microphone') === true;
  hands.current = { back, onMicrophone: () => send('microphone', !heard) };
  const title = localize(prepared?.session.title ?? {});
  const council = localize(me.councilName ?? {});
  const awake = useRef<ReturnType<typeof acquireWakeLock> | null>(null);
  useEffect(() => {
    awake.current = acquireWakeLock({
      title,
      council,
      onMicrophone: () => hands.current.onMicrophone(),
      onReturn: () => hands.current.back(),
    });
    return () => awake.current?.release();
  }, [title, council]);
  useEffect(() => awake.current?.microphone(heard), [heard]);

  // An interpreter's microphone belongs to the console.
  const { role } = me;
  const filmed = view?.sending.includes('camera') === true;
  const mayMicrophone = view?.may.includes('microphone') === true && role !== 'interpreter';
  const setMicrophone = useCallback((on: boolean) => send('microphone', on), [send]);
  const inRoom = view !== null;
  useEffect(() => {
    tellOwnMedia(inRoom ? { microphone: heard, camera: filmed, mayMicrophone, setMicrophone } : null);
    return () => tellOwnMedia(null);
  }, [inRoom, heard, filmed, mayMicrophone, setMicrophone]);

  return { stage, view, room, step, weak: weakLine.step !== 'all', send, again };
}
