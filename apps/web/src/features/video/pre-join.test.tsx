import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createPlay, Played } from '../../pages/delegate/played.suite.js';
import { kept } from '../media/devices.js';
import { VideoStrip } from './video-strip.js';

/** The browser's devices: what is asked of them, and what they answer. */
function browser() {
  const asked: MediaStreamConstraints[] = [];
  const stopped: string[] = [];
  let answer: (asked: MediaStreamConstraints) => string | null = () => null;
  const media = Object.assign(new EventTarget(), {
    async getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints);
      const no = answer(constraints);
      if (no) throw new DOMException(no.split(': ')[1] ?? '', no.split(': ')[0]);
      const tracks = (['audio', 'video'] as const).filter(kind => constraints[kind]);
      return { getTracks: () => tracks.map(kind => ({ kind, stop: () => stopped.push(kind) })) };
    },
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'head', label: 'Headset' },
      { kind: 'audioinput', deviceId: 'desk', label: '' },
      { kind: 'videoinput', deviceId: 'front', label: 'Front camera' },
    ],
  });
  Object.defineProperty(navigator, 'mediaDevices', { value: media, configurable: true });
  return {
    asked,
    stopped,
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

let devices: ReturnType<typeof browser>;
let tickets = 0;
beforeEach(() => {
  localStorage.clear();
  devices = browser();
  tickets = 0;
  globalThis.fetch = (async (path: string) => {
    if (String(path).endsWith('/video-token')) {
      tickets += 1;
      return { ok: false, status: 409, json: async () => ({ code: 'video.not_admitted', params: {} }) };
    }
    return { ok: true, status: 200, json: async () => ({}) };
  }) as unknown as typeof fetch;
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

const user = userEvent.setup();
const press = (name: RegExp) => user.click(screen.getByRole('button', { name }));
async function strip() {
  const play = createPlay();
  await play.open();
  const wire = await play.wire('p8');
  render(
    <Played play={play} wire={wire} me={play.meOf('p8', { video: true })} language="en">
      <VideoStrip />
    </Played>,
  );
  await press(/^Listen and watch/);
  await screen.findByText('How do you join?');
}
const way = (name: RegExp) => user.click(screen.getByRole('radio', { name }));

describe('Before joining', () => {
  test('four ways are offered, and to take part without sound and video; the one chosen is kept for the next time', async () => {
    await strip();
    expect(screen.getAllByRole('radio')).toHaveLength(4);
    await way(/^Only listen/);
    await press(/^Not now/);
    expect(screen.getByRole('button', { name: /Listen and watch/ })).toBeTruthy();
    expect(devices.asked).toEqual([]);
    expect(kept().way).toBe('listen');
    await press(/^Listen and watch/);
    expect((screen.getByRole('radio', { name: /^Only listen/ }) as HTMLInputElement).checked).toBe(true);
  });

  test('the browser is asked once for both, and lets go of them until the floor is given', async () => {
    await strip();
    await press(/^Join$/);
    expect(devices.asked).toHaveLength(1);
    expect(devices.asked[0]).toMatchObject({ audio: { echoCancellation: true }, video: {} });
    expect(devices.stopped).toEqual(['audio', 'video']);
    // The door is the server's to open: its refusal is told in a sentence, with a way on.
    expect((await screen.findByRole('alert')).textContent).toMatch(/./);
    expect(tickets).toBe(1);
    await press(/^Try again/);
    expect(tickets).toBe(2);
  });

  test('who only listens is asked for nothing', async () => {
    await strip();
    await way(/^Only listen/);
    await press(/^Join$/);
    expect(devices.asked).toEqual([]);
    expect(tickets).toBe(1);
  });

  test.each([
    ['NotAllowedError: Permission denied', /did not allow it/],
    ['NotAllowedError: Permission dismissed', /closed without an answer/],
    ['NotAllowedError: Permission denied by system', /system’s settings/],
    ['NotFoundError', /No such device/],
    ['NotReadableError', /Another program/],
    ['SecurityError', /not https/],
    ['TypeError', /did not start/],
  ])('“%s” is told in a sentence, and one may still join and listen', async (name, said) => {
    await strip();
    await way(/^Sound only/);
    devices.answers(() => name);
    await press(/^Join$/);
    expect(screen.getByRole('alert').textContent).toMatch(said);
    expect(screen.getByRole('alert').textContent).toContain('Microphone.');
    expect(tickets).toBe(0);
    await press(/^Join and only listen/);
    expect(tickets).toBe(1);
    expect(kept().way).toBe('listen');
  });

  test('a camera that is busy keeps nobody out: one joins without it', async () => {
    await strip();
    devices.answers(({ video }) => (video ? 'NotReadableError' : null));
    await press(/^Join$/);
    expect(screen.getByRole('alert').textContent).toContain('Camera. Another program');
    await press(/^Join without the camera/);
    await waitFor(() => expect(tickets).toBe(1));
    expect(kept().way).toBe('microphone');
  });
});

describe('The check', () => {
  test('opens what the way needs, names the devices, tells of the line, and stops all of it at the end', async () => {
    await strip();
    await press(/^Check camera/);
    await act(async () => {});
    expect(devices.asked.map(one => Object.keys(one).join())).toEqual(['audio', 'video']);
    expect(screen.getByText('This is how you will be seen')).toBeTruthy();
    expect(screen.getByText(/Say something/)).toBeTruthy();
    const microphones = screen.getByLabelText('Microphone') as HTMLSelectElement;
    expect([...microphones.options].map(one => one.text)).toEqual(['As in the system', 'Headset', 'Device 2']);
    expect(screen.queryByLabelText('Loudspeaker or headphones')).toBeNull();
    expect(await screen.findByText(/ms to the council’s server: good/)).toBeTruthy();
    expect(await screen.findByText(/tested once you are let in/)).toBeTruthy();
    await user.selectOptions(microphones, 'desk');
    expect(devices.asked.at(-1)).toMatchObject({ audio: { deviceId: { exact: 'desk' } } });
    expect(kept().microphone).toBe('desk');
    await press(/^Finish the check/);
    expect(devices.stopped.sort()).toEqual(['audio', 'audio', 'video']);
  });

  test('says which device failed and tries it again', async () => {
    await strip();
    devices.answers(({ video }) => (video ? 'NotFoundError' : null));
    await press(/^Check camera/);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Camera. No such device');
    devices.answers(() => null);
    await user.click(within(alert).getByRole('button', { name: /Try again/ }));
    expect(await screen.findByText('This is how you will be seen')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
