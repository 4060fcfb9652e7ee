/**
 * What the API and the process that started it tell each other over the IPC channel: its settings, where they were not
 * there at once, and that it listens. The launcher and the test kit wait for that.
 */

/** As an argument: the environment comes as a message, when it is known; until then only code is read. */
export const SETTINGS_FOLLOW = '--settings-follow';

export interface SettingsMessage {
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** The links a newcomer needs, each whole (origin and secret): they work side by side in one browser. */
export interface StartLinks {
  readonly desk: string;
  readonly chair: string;
  readonly remoteDelegate1: string;
  readonly remoteDelegate2: string;
  readonly hallDelegate: string;
  readonly hallScreen: string;
}

export interface ReadyMessage {
  readonly ready: true;
  /** Origin under which it is reached: PUBLIC_URL, else http://host:port. */
  readonly url: string;
  /** Where it listens, whatever PUBLIC_URL says. */
  readonly port: number;
  /** Only where a sample was asked for. */
  readonly links?: StartLinks;
}

export function isReadyMessage(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
