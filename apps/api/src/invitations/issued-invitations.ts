/** What is on record: the session as it stands, its roll, and every invitation that was issued. */
import { localizedText, type Role } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { phasesOf } from '../event-store/phase.queries.js';
import { notFound } from '../identity/desk-access.js';
import type { Occasion } from '../letters/letter-draft.js';
import { type Addressee, addressees } from '../repositories/rolls.queries.js';
import { type SessionFacts as StoredFacts, sessionFacts } from '../repositories/sessions.queries.js';

export interface SessionFacts extends StoredFacts {
  readonly closed: boolean;
}
export interface Person {
  readonly participant: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
}
export interface Outgoing extends Person {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly occasion: Occasion;
  readonly sequence: number;
}
export interface Calendar {
  readonly uid: string;
  readonly created: Date;
}

export const hasAddress = (line: Addressee): line is Addressee & { email: string } =>
  line.email !== null && line.email !== '';
export const personOf = ({
  participant,
  email,
  holder,
  label,
  role,
  language,
}: Addressee & { email: string }): Person => ({
  participant,
  email,
  name: holder ?? localizedText(label, language),
  role,
  language,
});
export const unnamed = (line: Addressee): Person => personOf({ ...line, email: '' });

/** With the session's row held against change. */
export async function factsOf(manager: EntityManager, sessionId: string): Promise<SessionFacts> {
  const facts = await sessionFacts(manager, sessionId, { held: true });
  if (!facts) throw notFound();
  return { ...facts, closed: (await phasesOf(manager, [sessionId])).get(sessionId) === 'closed' };
}

/** Whose seats are filled, in protocol order. */
export const rollOf = async (manager: EntityManager, sessionId: string): Promise<Addressee[]> =>
  (await addressees(manager, sessionId)).filter(line => line.filled);
