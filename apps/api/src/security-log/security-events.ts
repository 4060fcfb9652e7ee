/** What the security log tells of: names that programs may go by, added to and never renamed. */
export const SECURITY_EVENTS = [
  'signin.done',
  'signin.failed',
  'signin.slowed',
  'signin.ended',
  'password.set',
  'password.reset_asked',
  'account.disabled',
  'account.enabled',
  'link.issued',
  'link.replaced',
  'link.revoked',
  'link.admitted',
  'link.exchanged',
  'link.refused',
  'device.admitted',
  'device.ended',
  'role.given',
  'role.taken',
  'council.founded',
  'council.changed',
  'export.read',
  'settings.read',
  'origin.refused',
  'host.refused',
] as const;
export type SecurityEventName = (typeof SECURITY_EVENTS)[number];

/** Codes, counts and names of fields: nothing that a person typed, and no secret. */
export type SecurityDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface SecurityEvent {
  readonly event: SecurityEventName;
  /** Handle of who did it; where left out, of who asks. */
  readonly actor?: string | null;
  /** Handle of whom it is about: an account, a participant, a screen. */
  readonly subject?: string | null;
  readonly councilId?: string | null;
  readonly sessionId?: string | null;
  readonly details?: SecurityDetails;
}

/** An event as it is written. */
export interface SecurityLine {
  readonly at: string;
  readonly event: SecurityEventName;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly councilId: string | null;
  readonly sessionId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly details: SecurityDetails;
}
