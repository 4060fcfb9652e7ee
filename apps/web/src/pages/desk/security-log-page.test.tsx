import { afterEach, describe, expect, test } from '@jest/globals';
import type { SecurityEntry } from '@kengesh/contracts';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, openDesk, SESSION, standIn } from './desk-kit.suite.js';

afterEach(cleanup);

const clerk = { handle: 'a_clerk', label: { en: 'Secretariat', ru: 'Секретариат' } };
const entry = (id: number, part: Partial<SecurityEntry>): SecurityEntry => ({
  ...{ id: String(id), at: '2027-03-10T09:00:00.000Z', event: 'signin.done', actor: clerk, subject: clerk },
  ...{ sessionId: null, address: null, userAgent: null, details: {} },
  ...part,
});
const path = `GET /api/councils/${COUNCIL}/security-log`;

describe('the security log', () => {
  test('says what happened, who did it and about whom, and from where while that is kept', async () => {
    standIn({
      [`${path}?limit=50`]: [
        entry(9, {
          event: 'link.refused',
          actor: null,
          subject: { handle: 'p_1', label: null },
          details: { code: 'link.revoked' },
        }),
        entry(8, { event: 'export.read', sessionId: SESSION, details: { name: 'votes', format: 'csv' } }),
        entry(7, {
          event: 'signin.failed',
          actor: null,
          address: '192.0.2.7',
          userAgent: 'Mozilla/5.0',
          browser: 'Firefox · Android',
        }),
        entry(6, { event: 'settings.read', actor: null, subject: null, details: { given: ['PORT', 'SMTP_URL'] } }),
        entry(5, {
          event: 'origin.refused',
          actor: null,
          subject: null,
          details: { origin: 'https://evil.example', host: 'h' },
        }),
      ],
    });
    openDesk(`/c/${COUNCIL}/security`);
    const list = await screen.findByRole('list', { name: 'Security log' });
    const lines = within(list)
      .getAllByRole('listitem')
      .map(line => line.textContent ?? '');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/A link was not accepted.*This link was revoked.*About: p_1/);
    expect(lines[1]).toMatch(/export was downloaded.*Votes, CSV.*By: Secretariat/);
    expect(within(list).getByRole('link', { name: 'To the session' }).getAttribute('href')).toContain(`/s/${SESSION}`);
    expect(lines[2]).toMatch(/Sign-in failed.*About: Secretariat.*192\.0\.2\.7 · Firefox · Android$/);
    expect(lines[3]).toContain('Given: PORT, SMTP_URL');
    expect(lines[4]).toContain('https://evil.example');
    expect(screen.queryByRole('button', { name: 'Show earlier ones' })).toBeNull();
  });

  test('by topic, and earlier ones on demand', async () => {
    const page = Array.from({ length: 50 }, (_, at) => entry(100 - at, {}));
    standIn({
      [`${path}?limit=50`]: page,
      [`${path}?limit=50&before=51`]: [entry(50, { event: 'password.set' })],
      [`${path}?limit=50&topic=link`]: [],
    });
    openDesk(`/c/${COUNCIL}/security`);
    await userEvent.click(await screen.findByRole('button', { name: 'Show earlier ones' }));
    await screen.findByText('Password changed');
    expect(screen.getAllByRole('listitem', { hidden: false }).length).toBeGreaterThan(50);
    await userEvent.selectOptions(screen.getByLabelText('About'), 'Links');
    await screen.findByText('Nothing yet.');
  });
});
