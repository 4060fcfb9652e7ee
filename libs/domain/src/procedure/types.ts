import type { Wording } from '../text.js';

/**
 * What an amendment does to the text it amends. `add` puts `words` after `passage`, or at the end where there is none;
 * `delete` takes `passage` out; `replace` puts `words` in its place. A passage stands in the text exactly once.
 */
export interface TextChange {
  readonly kind: 'add' | 'delete' | 'replace';
  readonly passage: Wording | null;
  readonly words: Wording | null;
}

/** A motion about the conduct of the meeting, with what it needs. */
export type ProceduralMotion =
  | { readonly kind: 'suspend'; readonly minutes: number | null }
  | { readonly kind: 'adjourn' | 'adjournDebate' | 'closeDebate' | 'closeList' }
  | { readonly kind: 'limitTime'; readonly seconds: number }
  | { readonly kind: 'separateVote' | 'secretVote' | 'reconsider'; readonly motion: string }
  | { readonly kind: 'changeAgenda'; readonly order: readonly string[] }
  | { readonly kind: 'appeal'; readonly point: string };

export type ProcedureKind = ProceduralMotion['kind'];

/** What a motion has besides its text; every field absent until there is something to say. */
export interface MotionMore {
  /** Seats that support it, the mover not among them. */
  readonly seconders?: readonly string[];
  /** Why it is inadmissible, or was not put: a code. */
  readonly why?: string;
  /** The motion, or the amendment, that it amends; and how. */
  readonly amends?: string;
  readonly change?: TextChange;
  /** Amendments and parts whose adoption or fall made the present text, in order. */
  readonly amendedBy?: readonly string[];
  /** The first of the proposals it competes with. */
  readonly rivalOf?: string;
  /** Of the first of them: their order of voting, as the chair chose. */
  readonly rivalOrder?: readonly string[];
  /** The motion it is a part of, where parts are voted separately; operative parts decide about the whole. */
  readonly partOf?: string;
  readonly operative?: boolean;
  readonly division?: boolean;
  readonly secretOnly?: boolean;
  /** Order of voting on what hangs on it, as the chair chose. */
  readonly order?: readonly string[];
  readonly procedure?: ProceduralMotion;
  /** What its adoption does to a motion adopted before. */
  readonly effect?: { readonly kind: 'supersedes' | 'repeals'; readonly motion: string };
  readonly supersededBy?: string;
  readonly mergedInto?: string;
  /** Where it was deferred or referred to. */
  readonly until?: { readonly item: string | null; readonly date: string | null };
  readonly referredTo?: { readonly body: Wording; readonly due: string | null };
  readonly reconsidered?: boolean;
}

export const POINT_ABOUT = ['procedure', 'quorum', 'voting', 'language', 'time', 'technical'] as const;

export type PointAbout = (typeof POINT_ABOUT)[number];
