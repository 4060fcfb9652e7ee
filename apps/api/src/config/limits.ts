/**
 * How much is too much. Every bound of a node has a name, a number that suits a council of ten thousand, and a setting for
 * those whom it does not suit.
 */
import { z } from 'zod';

const limits = {
  LIMIT_MESSAGE_KB: { usual: 64, least: 4, most: 16_384 },
  LIMIT_BODY_KB: { usual: 256, least: 16, most: 65_536 },
  LIMIT_ACTS_PER_SECOND: { usual: 20, least: 1, most: 10_000 },
  LIMIT_SEAT_ACTS_PER_SECOND: { usual: 40, least: 1, most: 10_000 },
  LIMIT_LINES_PER_DEVICE: { usual: 20, least: 1, most: 10_000 },
  LIMIT_LINES_PER_LINK: { usual: 60, least: 1, most: 100_000 },
  LIMIT_LINES: { usual: 20_000, least: 1, most: 1_000_000 },
  LIMIT_OWED_KB: { usual: 1024, least: 16, most: 1_048_576 },
  LIMIT_WAITING_ACTS: { usual: 20_000, least: 1, most: 1_000_000 },
  LIMIT_COUNCILS_PER_ACCOUNT: { usual: 100, least: 1, most: 1_000_000 },
  LIMIT_SEAT_ENTRIES_PER_MINUTE: { usual: 60, least: 1, most: 1_000_000 },
  LIMIT_LETTERS_PER_MINUTE: { usual: 120, least: 1, most: 100_000 },
} as const;

type Name = keyof typeof limits;

/** Sizes in bytes, rates a second. */
export interface Limits {
  /** Of one message on a line. */
  readonly message: number;
  /** Of one request's body. */
  readonly body: number;
  /** By one line, and over HTTP by one device; twice as many at once. */
  readonly acts: number;
  /** By one participant, however many lines and devices it has; twice as many at once. */
  readonly seatActs: number;
  readonly linesOfDevice: number;
  /** Of one participant or screen. */
  readonly linesOfLink: number;
  /** Of this node. */
  readonly lines: number;
  /** What a line may leave unread before it is cut off. */
  readonly owed: number;
  /** Acts that wait to be heard, in one session. */
  readonly waiting: number;
  /** Founded by one account. */
  readonly councils: number;
  /** Acts of one participant that are recorded in a minute; ballots, objections, points of order, leaving and yielding are not counted. */
  readonly seatEntries: number;
  /** Handed to the mail server in a minute by all nodes together. */
  readonly letters: number;
}

const setting = ({ least, most }: (typeof limits)[Name]) => ({
  schema: z.string().refine(value => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most),
  expected: `a whole number from ${least} to ${most}`,
  shows: 'value' as const,
});

export const limitSettings = Object.fromEntries(
  Object.entries(limits).map(([name, limit]) => [name, setting(limit)]),
) as Record<Name, ReturnType<typeof setting>>;

/** The limits as set; as usual where nothing is. */
export function limitsOf(values: Partial<Record<Name, string>>): Limits {
  const of = (name: Name) => Number(values[name] ?? limits[name].usual);
  return Object.freeze({
    message: of('LIMIT_MESSAGE_KB') * 1024,
    body: of('LIMIT_BODY_KB') * 1024,
    acts: of('LIMIT_ACTS_PER_SECOND'),
    seatActs: of('LIMIT_SEAT_ACTS_PER_SECOND'),
    linesOfDevice: of('LIMIT_LINES_PER_DEVICE'),
    linesOfLink: of('LIMIT_LINES_PER_LINK'),
    lines: of('LIMIT_LINES'),
    owed: of('LIMIT_OWED_KB') * 1024,
    waiting: of('LIMIT_WAITING_ACTS'),
    councils: of('LIMIT_COUNCILS_PER_ACCOUNT'),
    seatEntries: of('LIMIT_SEAT_ENTRIES_PER_MINUTE'),
    letters: of('LIMIT_LETTERS_PER_MINUTE'),
  });
}
