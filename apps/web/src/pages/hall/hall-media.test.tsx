import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { hallKept, keepHall } from '../../features/video/hall-kept.js';
import { createPlay, Played } from '../delegate/played.suite.js';
import { HallScreen } from './hall-face.js';

/** The hall's computer: a camera, a sound desk, and what was asked of them. */
function computer() {
  const asked: MediaStreamConstraints[] = [];
  const stopped: string[] = [];
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: Object.assign(new EventTarget(), {
      async getUserMedia(constraints: MediaStreamConstraints) {
        asked.push(constraints);
        return { getTracks: () => [{ stop: () => stopped.push('track') }] };
      },
      enumerateDevices: async () => [
        { kind: 'videoinput', deviceId: 'dome', label: 'Dome camera' },
        { kind: 'audioinput', deviceId: 'desk', label: 'Sound desk' },
        { kind: 'audiooutput', deviceId: 'speakers', label: 'Loudspeakers' },
      ],
    }),
  });
  return { asked, stopped };
}

const tickets: string[] = [];
beforeEach(() => {
  localStorage.clear();
  tickets.length = 0;
  globalThis.fetch = (async (path: string) => {
    tickets.push(path);
    return { ok: false, status: 409, json: async () => ({ code: 'video.not_admitted', params: {} }) };
  }) as unknown as typeof fetch;
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

const user = userEvent.setup();
async function hall(video: boolean) {
  const play = createPlay();
  await play.open();
  const wire = await play.wire(null);
  render(
    <Played play={play} wire={wire} me={play.meOf(null, { video })} language="ru">
      <HallScreen />
    </Played>,
  );
}
const dialog = () => screen.queryByRole('dialog');

describe('The hall as a participant', () => {
  test('has no controls until the key S; the dialog is done by keyboard, and then there are none again', async () => {
    const { asked, stopped } = computer();
    await hall(true);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(tickets).toEqual([]);
    await user.keyboard('s');
    await waitFor(() => expect(dialog()).toBeTruthy());
    // The sound of a desk is left as it comes.
    expect(asked.at(-1)).toMatchObject({ audio: { echoCancellation: false, autoGainControl: false } });
    // The devices are listed once the first of them is open.
    await screen.findByRole('option', { name: 'Dome camera' });
    await user.selectOptions(screen.getByLabelText('Камера зала'), 'dome');
    await user.selectOptions(screen.getByLabelText(/^Вход звука/), 'desk');
    await user.selectOptions(screen.getByLabelText(/^Выход звука/), 'speakers');
    await user.click(screen.getByRole('checkbox', { name: /Звук идёт с пульта/ }));
    expect(asked.at(-1)).toMatchObject({
      audio: { deviceId: { exact: 'desk' }, echoCancellation: true },
      video: { deviceId: { exact: 'dome' } },
    });
    await user.click(screen.getByRole('checkbox', { name: /Звук идёт с пульта/ }));
    screen.getByRole('button', { name: 'Включить зал' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(tickets).toEqual(['/api/sessions/session-2/video-token']));
    expect(dialog()).toBeNull();
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(hallKept()).toEqual({ camera: 'dome', microphone: 'desk', speaker: 'speakers', desk: true });
    expect(stopped.length).toBe(asked.length);
    expect(await screen.findByText('Зал не подключён: нажмите S')).toBeTruthy();
  });

  test('after a restart is back by itself where it was set up, and can be turned off', async () => {
    computer();
    keepHall({ camera: '', microphone: 'desk', speaker: '', desk: true });
    await hall(true);
    await waitFor(() => expect(tickets).toHaveLength(1));
    await user.keyboard('ы');
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyS', key: 'ы' }));
    });
    await waitFor(() => expect(dialog()).toBeTruthy());
    await user.click(screen.getByRole('button', { name: 'Выключить зал' }));
    expect(hallKept()).toBeNull();
    expect(dialog()).toBeNull();
    expect(screen.queryByText(/Зал не подключён/)).toBeNull();
  });

  test('without a video server knows no key', async () => {
    await hall(false);
    await user.keyboard('s');
    expect(dialog()).toBeNull();
  });
});
