import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sighting } from '@kengesh/contracts';
import { HALL } from '@kengesh/domain';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { SessionViewProvider, useSession } from '../../live/session-context.js';
import { createPlay, type Play, Played } from '../../pages/delegate/played.suite.js';
import { RecordedNotice } from '../recording/recorded-notice.js';
import { RecordingPanel } from '../recording/recording-panel.js';
import { ControlPanel } from './control-panel.js';

let play: Play;
beforeEach(async () => {
  play = await createPlay().open();
});
afterEach(cleanup);

const sighting = (participant: string, more: Partial<Sighting> = {}): Sighting => ({
  ...{ participant, room: 'session', connected: true, hears: true, microphone: 'off', camera: 'off' },
  ...{ screen: false, channel: null, ...more },
});
/** With what the server tells the bureau of pages and of the video room. */
function Told({ video, online, children }: { video: Sighting[]; online: string[]; children: ReactNode }) {
  const view = useSession();
  const pulse = view.pulse && { ...view.pulse, bureau: { voted: [], online, video } };
  return <SessionViewProvider value={{ ...view, pulse }}>{children}</SessionViewProvider>;
}
async function shown(who: string, panel: ReactNode, video: Sighting[] = [], online: string[] = []) {
  const wire = await play.wire(who);
  render(
    <Played play={play} wire={wire} me={play.meOf(who, { video: true, recording: true })} language="en">
      <Told video={video} online={online}>
        {panel}
      </Told>
    </Played>,
  );
}
const user = userEvent.setup();
const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const lines = () => screen.getAllByRole('listitem').map(one => one.querySelector('.who')?.textContent);

describe('Sound and video, as the bureau governs them', () => {
  const video = [
    sighting('p8', { microphone: 'on', camera: 'on' }),
    sighting('p9', { hears: false, connected: false }),
    sighting(HALL, { microphone: 'on' }),
    sighting('p10', { room: 'waiting' }),
  ];

  test('what the video server sees stands beside our own presence; who is seen there and not here is marked', async () => {
    await shown('sec', <ControlPanel />, video, ['p8']);
    expect(screen.getByRole('heading').textContent).toBe('In the video room: 3');
    expect(lines()).toEqual([
      'Armenia, non-governmental organisationhears · microphone on · camera on',
      'Armenia, expertconnecting · does not hear! is in the video room while their page is not on the line',
      'The hallhears · microphone on',
    ]);
    // The secretary sees; whoever presides acts.
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('the chair mutes and gives the microphone back, the hall’s too; removes with a reason and lets in again', async () => {
    await shown('p1', <ControlPanel />, video, ['p8', 'p9']);
    await press('Mute: Armenia, non-governmental organisation');
    await press('Mute: The hall');
    expect((await play.state()).video?.muted).toEqual(['p8', HALL]);
    expect(lines()[0]).toContain('muted by the chair');
    await press('Give the microphone back: Armenia, non-governmental organisation');
    expect((await play.state()).video?.muted).toEqual([HALL]);
    expect(screen.queryByRole('button', { name: 'Remove from the video room: The hall' })).toBeNull();
    await press('Remove from the video room: Armenia, non-governmental organisation');
    expect((await play.state()).video?.removed).toEqual([]);
    await press('Remove: disturbance');
    expect((await play.state()).video?.removed).toEqual(['p8']);
    await press('Let into the video room again: Armenia, non-governmental organisation');
    expect((await play.state()).video?.removed).toEqual([]);
  });

  test('who was removed stays in sight without being seen there', async () => {
    await play.act('p1', { type: 'video.remove', participant: 'p8', reason: 'identity' });
    await shown('p1', <ControlPanel />);
    expect(lines()).toEqual(['Armenia, non-governmental organisationremoved from the video room']);
    expect(screen.getByRole('button', { name: /^Let into the video room again/ })).toBeTruthy();
  });
});

describe('Recording', () => {
  test('is started after the sentence that all will be told was read, told to all, and stopped', async () => {
    await shown('p1', <RecordingPanel />);
    expect(screen.getByRole('status').textContent).toBe('The session is not recorded.');
    await press('Start recording');
    expect((await play.state()).recording).toBeUndefined();
    expect(screen.getByText(/Everybody will be told: “The session is recorded/)).toBeTruthy();
    await press('Start recording');
    expect(screen.getByRole('status').textContent).toMatch(/^The recording was announced at 14:00/);
    cleanup();
    await shown('p8', <RecordedNotice />);
    expect(screen.getByRole('status').textContent).toContain('Whoever stays agrees to the recording.');
    cleanup();
    await shown('p1', <RecordingPanel />);
    await press('Stop recording');
    expect(screen.getByRole('status').textContent).toBe('The recording was stopped at 14:00.');
    cleanup();
    await shown('p8', <RecordedNotice />);
    expect(screen.queryByRole('status')).toBeNull();
  });

  test('the council’s own sentence is told where it has one', async () => {
    const consent = { ru: 'Идёт запись для протокола.', en: 'This is recorded for the minutes.' };
    play = await createPlay().open(11, 'two', one => ({ ...one, rules: { ...one.rules, video: { consent } } }));
    await play.act('p1', { type: 'recording.start' });
    await shown('p8', <RecordedNotice />);
    expect(screen.getByRole('status').textContent).toContain('This is recorded for the minutes.');
  });

  test('that did not come about is told as it is', async () => {
    await play.act('p1', { type: 'recording.start' });
    await play.act('system', { type: 'recording.fail', id: 'r1', reason: 'not_started' });
    await shown('sec', <RecordingPanel />);
    expect(screen.getByRole('status').textContent).toMatch(/^There is no recording/);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
