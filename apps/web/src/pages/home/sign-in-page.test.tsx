import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { LanguageProvider } from '../../language.js';
import SignInPage from './sign-in-page.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const show = (language: 'ru' | 'en') => {
  render(
    <LanguageProvider fixed={language}>
      <SignInPage />
    </LanguageProvider>,
  );
  return userEvent.setup();
};

describe('Signing in', () => {
  test('what is missing is said beside its field, and the first such field takes the focus', async () => {
    const user = show('en');
    await user.click(screen.getByRole('button', { name: 'Enter' }));
    const email = screen.getByLabelText('E-mail');
    expect(document.activeElement).toBe(email);
    expect(email.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Write your e-mail.')).toBeTruthy();
    expect(screen.getByText('Write your password.')).toBeTruthy();
    await user.type(email, 'chair@council.example');
    await user.click(screen.getByRole('button', { name: 'Enter' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(screen.queryByText('Write your e-mail.')).toBeNull();
  });

  test('without a line it says so and keeps what was typed', async () => {
    const user = show('ru');
    await user.type(screen.getByLabelText('Адрес почты'), 'chair@council.example');
    await user.type(screen.getByLabelText('Пароль'), 'secret{Enter}');
    // There is no server behind a test's page: every request ends as a dead line.
    expect((await screen.findByRole('alert')).textContent).toMatch(/связи/);
    expect((screen.getByLabelText('Адрес почты') as HTMLInputElement).value).toBe('chair@council.example');
  });
});
