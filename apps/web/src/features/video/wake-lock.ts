// A phone in a pocket is still in the session: the screen stays lit while it is looked at, the sound goes on behind the lock
// screen, and whatever was lost meanwhile is taken up again on the way back.

interface Wakes {
  readonly wakeLock?: { request(kind: 'screen'): Promise<{ release(): Promise<void> }> };
  readonly mediaSession?: MediaSession;
}

export interface WakeLockOptions {
  /** What the lock screen says. */
  readonly title: string;
  readonly council: string;
  /** The microphone's key on the lock screen or a headset. */
  readonly onMicrophone: () => void;
  /** Back in sight, or the network is back: now is the time to look whether the room still stands. */
  readonly onReturn: () => void;
}

/** Answers how to let the phone sleep again, and how to tell the lock screen whether one is heard. */
export function acquireWakeLock(told: WakeLockOptions, browser: Wakes = navigator) {
  let lock: { release(): Promise<void> } | null = null;
  let over = false;
  const light = async () => {
    if (document.visibilityState !== 'visible' || !browser.wakeLock) return;
    try {
      const held = await browser.wakeLock.request('screen');
      if (over) void held.release();
      else lock = held;
    } catch {
      // A battery that is low keeps its own counsel; the sound does not depend on the light.
    }
  };
  const seen = () => {
    // The browser lets go of the light by itself when the page is hidden.
    lock = null;
    if (document.visibilityState !== 'visible') return;
    void light();
    told.onReturn();
  };
  const online = () => told.onReturn();
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', online);
  window.addEventListener('pageshow', online);
  void light();

  const session = browser.mediaSession;
  const handle = (action: string, handler: (() => void) | null) => {
    try {
      session?.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // A browser that does not know the key has none to press.
    }
  };
  if (session) {
    if (typeof MediaMetadata === 'function')
      session.metadata = new MediaMetadata({ title: told.title, artist: told.council });
    session.playbackState = 'playing';
    // "Pause" on a lock screen must not leave the session without its being noticed.
    for (const action of ['play', 'pause', 'stop'])
      handle(action, () => {
        session.playbackState = 'playing';
        told.onReturn();
      });
    handle('togglemicrophone', told.onMicrophone);
  }
  return {
    microphone(on: boolean) {
      void Promise.resolve(session?.setMicrophoneActive?.(on)).catch(() => undefined);
    },
    release() {
      over = true;
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', online);
      window.removeEventListener('pageshow', online);
      void lock?.release().catch(() => undefined);
      if (!session) return;
      for (const action of ['play', 'pause', 'stop', 'togglemicrophone']) handle(action, null);
      session.metadata = null;
      session.playbackState = 'none';
    },
  };
}
