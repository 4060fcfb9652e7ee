import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { LanguageProvider } from '../../language.js';
import { SessionViewProvider } from '../../live/session-context.js';
import { CHAIR } from '../procedure/shown.suite.js';
import { RecordingPanel } from './recording-panel.js';

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
});
afterEach(cleanup);

function show(here: { readonly video: boolean; readonly recording?: boolean }) {
  const view = {
    me: { ...held.me(CHAIR), ...here },
    state: held.viewOf(CHAIR),
    seq: held.seq(),
    pulse: held.pulse(CHAIR),
    line: { status: 'live' as const },
    now: held.now,
    ask: (wanted: Parameters<HeldSession['ask']>[1]) => held.ask(CHAIR, wanted),
  };
  render(
    <LanguageProvider fixed="en">
      <SessionViewProvider value={view}>
        <RecordingPanel />
      </SessionViewProvider>
    </LanguageProvider>,
  );
}

test('a recording is offered only where one can be made', () => {
  show({ video: true, recording: true });
  expect(screen.getByRole('button', { name: /recording/ })).toBeTruthy();
  cleanup();
  show({ video: true });
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  show({ video: false, recording: true });
  expect(screen.queryByRole('button')).toBeNull();
});

test('one that runs is told of and can be stopped, whatever this server could begin', async () => {
  await held.do(CHAIR, { type: 'recording.start' });
  show({ video: true });
  expect(screen.getByRole('status').textContent).not.toBe('');
  expect(screen.getByRole('button', { name: /[Ss]top/ })).toBeTruthy();
});
