import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, screen } from '@testing-library/react';
import { gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, elsewhere, showPanel } from '../procedure/shown.suite.js';
import { tellOwnMedia } from '../video/own-microphone.js';
import { FloorLine } from './floor-line.js';

const SPEAKER = 'p-kg-ngo';
const TEXT = { ru: 'Утвердить план', en: 'Approve the plan' };
let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
});
afterEach(() => {
  act(() => tellOwnMedia(null));
  cleanup();
});
const line = () => screen.queryByRole('region', { name: 'Your microphone and camera' });

test('whoever has the floor sees it, with what goes out and a mute beside it; nobody else does', async () => {
  const setMicrophone = jest.fn<(on: boolean) => void>();
  const media = { microphone: true, camera: true, mayMicrophone: true, setMicrophone };
  const { user } = showPanel(held, SPEAKER, <FloorLine />);
  expect(line()).toBeNull();
  await elsewhere(() => held.do(CHAIR, { type: 'floor.give', participant: SPEAKER, seconds: 60 }));
  expect(line()?.textContent).toContain('You have the floor');
  act(() => tellOwnMedia(media));
  expect(line()?.className).toContain('live');
  expect(line()?.textContent).toContain('You have the floor · microphone on · camera on');
  await user.click(screen.getByRole('button', { name: 'Mute' }));
  expect(setMicrophone).toHaveBeenCalledWith(false);
  act(() => tellOwnMedia({ ...media, microphone: false, camera: false }));
  expect(line()?.textContent).toContain('microphone off');
  await user.click(screen.getByRole('button', { name: 'Unmute' }));
  expect(setMicrophone).toHaveBeenLastCalledWith(true);
});

test('PROC-38: a vote that opens pauses the speech, and the line says so; it goes with the floor', async () => {
  await held.do(CHAIR, { type: 'floor.give', participant: SPEAKER, seconds: 60 });
  showPanel(held, SPEAKER, <FloorLine />);
  expect(line()?.className).toContain('live');
  await elsewhere(async () => {
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null });
    const motion = Object.keys(held.state().motions)[0]!;
    await held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null });
  });
  expect(line()?.textContent).toContain('You have the floor · the speech is paused');
  expect(line()?.className).not.toContain('live');
  await elsewhere(() => held.do(CHAIR, { type: 'floor.end' }));
  expect(line()).toBeNull();
});

test('a microphone that is live without the floor is shown all the same', () => {
  showPanel(held, CHAIR, <FloorLine />);
  act(() => tellOwnMedia({ microphone: true, camera: false, mayMicrophone: true, setMicrophone: () => undefined }));
  expect(line()?.textContent).toContain('microphone on');
  expect(line()?.textContent).not.toContain('You have the floor');
});
