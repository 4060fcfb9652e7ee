import { anyAct, type QuorumFinding, type State } from '@kengesh/domain';
import type { Entry, Frame, JsonObject, Position, Snapshot } from '@kengesh/journal';
import * as z from 'zod';
import type { Sighting } from './video.js';

/** What a page sends: the act with a command id it made itself and keeps when it sends again. */
export const commandId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'eight to 64 letters, digits, _ or -');
export const askEnvelope = z.strictObject({ command: commandId, act: anyAct }).meta({ id: 'AskEnvelope' });
export type AskEnvelope = z.output<typeof askEnvelope>;

/** What comes back, over the socket as acknowledgement and over HTTP as body (200) or problem+json. */
export type ActReply =
  | {
      readonly ok: true;
      readonly seqs: readonly number[];
      readonly head: number;
      readonly at: string;
      readonly repeated: boolean;
      /** Of a ballot: "recorded", never what. */
      readonly receipt: string | null;
    }
  | { readonly ok: false; readonly refused: string; readonly params: JsonObject };

/** A few numbers a few times a second, volatile, never part of the truth. `bureau` only to the bureau. */
export interface SessionStats {
  readonly at: string;
  readonly hall: number;
  readonly remote: number;
  readonly quorum: QuorumFinding | null;
  readonly voting: { readonly id: string; readonly cast: number; readonly entitled: number } | null;
  readonly bureau: {
    /**
     * Seats that have voted in the open vote (never in which order, never what). Of a secret one as of some moment: they are
     * told anew when three more have voted.
     */
    readonly voted: readonly string[];
    /** Of a secret vote: seats that have not voted now and whose line is lost, or who have left. */
    readonly lost?: readonly string[];
    /** Participants with a live connection of their own. */
    readonly online: readonly string[];
    /** Who is in the video room, as the video server sees it; absent where there is none. */
    readonly video?: readonly Sighting[];
  } | null;
}

/** To pages of those who may hold the key of a ballot box: ask again for what has changed. */
export interface BallotKeyNotice {
  readonly changed: 'holders' | 'copies';
}

/**
 * socket.io, default path. Handshake: `auth: { as, seq?, hash?, packs? }`, with the cookie of `as`, or `auth: { token, … }` as
 * bearer. `seq` and `hash`: the newest entry this page was shown, or those of its snapshot; a seq alone brings a snapshot.
 * Server sends `snapshot` or `frame` first, then frames; `pulse`; `bye` before it cuts the line. With `packs: true` long ones come
 * as `packed`: the JSON `[event, value]` as raw deflate (RFC 1951); what follows it is to be taken after it.
 */
export interface ServerToPage {
  snapshot: (snapshot: Snapshot<State>) => void;
  frame: (frame: Frame) => void;
  packed: (body: ArrayBuffer) => void;
  pulse: (pulse: SessionStats) => void;
  bye: (reason: { readonly code: 'revoked' | 'expired' }) => void;
  ballotKey: (notice: BallotKeyNotice) => void;
}
export interface PageToServer {
  ask: (envelope: unknown, answer: (answer: ActReply) => void) => void;
  /** "I stand at this entry, something is missing": answered by `frame` or `snapshot`. */
  resync: (position: Position) => void;
}
export type { Entry, Frame, Snapshot };

/** Why a handshake is refused: `connect_error.data.code`. */
export type HandshakeRefusal =
  | 'auth.none'
  | 'auth.invalid'
  | 'auth.revoked'
  | 'auth.expired'
  | 'auth.origin'
  | 'limit.lines';

/** GET /api/me (header `X-Kengesh-As`): who this page is. */
export interface Me {
  readonly face: 'desk' | 'chair' | 'delegate' | 'hall';
  /** Account of the desk, participant, or screen id: what `as` names. */
  readonly as: string;
  readonly councilId: string;
  readonly councilName: { readonly [language: string]: string };
  readonly sessionId: string | null;
  readonly participant: string | null;
  readonly role: string | null;
  readonly seat: string | null;
  readonly label: { readonly [language: string]: string };
  readonly language: string;
  /** Secret votes this seat has taken part in, with their receipts (the named ones are in the state). */
  readonly marks: readonly { readonly voting: string; readonly receipt: string }[];
  readonly video: boolean;
  /** Whether a recording can be made here: the video server writes files for us. */
  readonly recording?: boolean | undefined;
  /** Of an account: whether it may found councils. */
  readonly mayFound?: boolean | undefined;
  /** The device that asks, as the journal knows it. */
  readonly device?: string | undefined;
  readonly serverTime: string;
}
