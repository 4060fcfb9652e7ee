import { afterEach, describe, expect, test } from '@jest/globals';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type FaceLanguage, LanguageProvider } from '../../language.js';
import { JoinPage } from './join-page.js';
import { takeSecret } from './secret.js';

const SECRET = 'not-a-real-secret-0123456789';
interface JoinRequest {
  readonly path: string;
  readonly body: unknown;
}

/** The browser's fetch, answering as the server would. */
function answer(status: number, body: unknown): JoinRequest[] {
  const asked: JoinRequest[] = [];
  globalThis.fetch = (async (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(String(init.body)) });
    if (status === 0) throw new TypeError('Failed to fetch');
    return { ok: status < 300, status, json: async () => body };
  }) as unknown as typeof fetch;
  return asked;
}

function page(secret: string | null, language: FaceLanguage = 'ru') {
  const went: string[] = [];
  render(
    <LanguageProvider fixed={language}>
      <JoinPage secret={secret} go={path => went.push(path)} />
    </LanguageProvider>,
  );
  return went;
}
const press = async (name: RegExp) => userEvent.setup().click(screen.getByRole('button', { name }));

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

describe('A personal link', () => {
  test('SEC-01: its secret leaves the address and the history at once', () => {
    history.replaceState(null, '', `/j?x=1#${SECRET}`);
    const length = history.length;
    expect(takeSecret()).toBe(SECRET);
    expect(location.href).not.toContain(SECRET);
    expect(location.pathname + location.search).toBe('/j?x=1');
    expect(history.length).toBe(length);
    expect(takeSecret()).toBeNull();
  });

  test('SEC-01: nothing is exchanged before a click; then it goes by POST and leads to the face', async () => {
    const asked = answer(200, { face: 'chair', as: 'p1', path: '/chair/p1' });
    const went = page(SECRET);
    expect(asked).toEqual([]);
    await press(/^Войти$/);
    expect(asked).toEqual([{ path: '/api/links/exchange', body: { secret: SECRET } }]);
    expect(went).toEqual(['/chair/p1']);
  });

  test.each([
    ['link.unknown', 'ru', /не подходит/, /новую ссылку у секретариата/],
    ['link.expired', 'ru', /истёк/, /новую ссылку у секретариата/],
    ['link.revoked', 'en', /was revoked/, /Ask the secretariat for a new link/],
    ['link.used', 'en', /already been used/, /Ask the secretariat for a new link/],
    ['http.invalid', 'en', /does not fit/, /Ask the secretariat for a new link/],
  ] as const)('%s is told in plain words, with what to do', async (code, language, said, help) => {
    answer(404, { code, params: {} });
    const went = page(SECRET, language);
    await press(/Войти|Enter/);
    expect(screen.getByRole('alert').textContent).toMatch(said);
    expect(screen.getByText(help)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    expect(went).toEqual([]);
  });

  test('without a connection it can be tried again, and the link is not lost', async () => {
    answer(0, null);
    const went = page(SECRET);
    await press(/Войти/);
    expect(screen.getByRole('alert').textContent).toContain('ссылка не потеряна');
    const asked = answer(200, { face: 'delegate', as: 'p8', path: '/d/p8' });
    await press(/Повторить/);
    expect(asked).toHaveLength(1);
    expect(went).toEqual(['/d/p8']);
  });

  test('too many tries are refused with the server’s own sentence', async () => {
    answer(429, { code: 'limit.rate', params: { seconds: 5 } });
    page(SECRET, 'en');
    await press(/Enter/);
    expect(screen.getByRole('alert').textContent).toContain('5 seconds');
  });

  test('an address without a secret says so and offers no button', () => {
    page(null);
    expect(screen.getByRole('heading', { name: /нет ссылки для входа/ })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('SEC-18: one that waits for a second person is asked again by itself, and opens when it is confirmed', async () => {
    const asked = answer(409, { code: 'link.waits', params: { until: null } });
    const went = page(SECRET, 'en');
    await press(/^Enter/);
    expect(screen.getByRole('status').textContent).toContain('Waiting to be confirmed');
    expect(asked).toHaveLength(1);
    const again = answer(200, { face: 'delegate', as: 'p_1', path: '/d/p_1' });
    await waitFor(() => expect(went).toEqual(['/d/p_1']), { timeout: 4000 });
    expect(again[0]?.body).toEqual({ secret: SECRET });
  });
});
