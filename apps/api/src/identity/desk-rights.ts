/** Who may do what at the desk of a council: the whole of it. Whether an account may found councils stands in its row. */
import type { DeskRole } from '@kengesh/contracts';

export const DESK_RIGHTS = {
  /** The council, its members, sessions, registers and how far each is prepared. */
  read: ['secretary', 'chair', 'auditor'],
  /** E-mail addresses of members: everybody else is given none, and told that they are withheld (SEC-16). */
  addresses: ['secretary'],
  /** Everything that changes any of it, invites, and hands links out. */
  write: ['secretary'],
  /** Exports of a session, and its record. */
  records: ['secretary', 'chair', 'auditor'],
  /** Texts that were handed in beside the record. */
  texts: ['secretary', 'chair'],
  /** The security log. */
  log: ['secretary', 'chair', 'auditor'],
  /** One's own place in a session. */
  enter: ['secretary', 'chair'],
  /** Which accounts belong to the council, and as what. */
  accounts: ['secretary'],
} as const satisfies { readonly [right: string]: readonly DeskRole[] };

export type DeskRight = keyof typeof DESK_RIGHTS;

/** The same line for those who may not read the address in it. */
export const addressed = <T extends { readonly email: string | null }>(role: DeskRole, lines: readonly T[]): T[] =>
  lines.map(line => (hasRight(role, 'addresses') ? line : { ...line, email: null, addressWithheld: true }));

export const hasRight = (role: DeskRole, right: DeskRight): boolean =>
  (DESK_RIGHTS[right] as readonly DeskRole[]).includes(role);
