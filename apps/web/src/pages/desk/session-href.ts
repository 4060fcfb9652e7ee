/** The life of a session, a tab each. */
export const SESSION_TABS = ['plan', 'invite', 'check-in', 'record'] as const;
export type SessionTab = (typeof SESSION_TABS)[number];

/** Where a session's page stands, within the desk. */
export const sessionHref = (session: string, tab: SessionTab = 'plan') =>
  `/s/${session}${tab === 'plan' ? '' : `/${tab}`}`;

export const rehearsalHref = (session: string) => `${sessionHref(session)}/rehearsal`;
