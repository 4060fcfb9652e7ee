import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { createPlay, type Play, Played } from '../../pages/delegate/played.suite.js';
import { Asked } from './asked.js';
import { Booth } from './booth.js';
import { ChannelChoice } from './channel-choice.js';
import { useHold } from './use-hold.js';

let play: Play;
beforeEach(async () => {
  play = await createPlay().open(11, 'two', one => ({
    ...one,
    rules: { ...one.rules, video: { languages: ['ky', 'en'] } },
    participants: [
      ...one.participants,
      {
        id: 'int2',
        role: 'interpreter',
        seat: null,
        label: { en: 'Second interpreter' },
        mode: 'remote',
        nameHash: null,
      },
    ],
  }));
  for (const who of ['int', 'int2']) await play.act(who, { type: 'attendance.join', mode: 'remote' });
});
afterEach(cleanup);

async function shown(who: string, panel: ReactNode) {
  const wire = await play.wire(who);
  render(
    <Played play={play} wire={wire} me={play.meOf(who, who === 'int2' ? { role: 'interpreter' } : {})} language="en">
      {panel}
    </Played>,
  );
}
const user = userEvent.setup();
const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const happens = (who: string, what: object) => act(async () => void (await play.act(who, what as { type: string })));
const booth = <Booth room={null} may={false} microphone="" />;
const channel = (language: string) => within(screen.getByRole('group', { name: language }));

describe('The interpreter’s console', () => {
  test('languages are named as they name themselves; one is taken, and left', async () => {
    await shown('int', booth);
    await press('Take: Кыргызча');
    expect((await play.state()).interpretation?.channels.ky).toMatchObject({ participant: 'int', source: 'floor' });
    expect(channel('Кыргызча').getByText(/your channel · 0:00/)).toBeTruthy();
    expect(screen.getByText('Your microphone is closed')).toBeTruthy();
    await press('Leave: Кыргызча');
    expect((await play.state()).interpretation?.channels).toEqual({});
  });

  test('a colleague stands ready and takes over by hand; before that there is nobody to hand over to', async () => {
    await happens('int', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    await shown('int', booth);
    const handOver = screen.getByRole('button', { name: 'Hand over' });
    expect(handOver.getAttribute('aria-disabled')).toBe('true');
    await happens('int2', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    expect(screen.getByText(/ready to take over: Second interpreter/)).toBeTruthy();
    await press('Hand over');
    expect((await play.state()).interpretation?.channels.ky?.participant).toBe('int2');
    expect(screen.getByRole('button', { name: 'Ready to take over: Кыргызча' })).toBeTruthy();
  });

  test('relay: a colleague’s channel is the source, and it is said so; a relay of a relay is not offered', async () => {
    await happens('int2', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    await happens('int', { type: 'interpretation.take', language: 'en', source: 'floor' });
    await shown('int', booth);
    await user.selectOptions(screen.getByLabelText('I interpret from'), 'ky');
    expect((await play.state()).interpretation?.channels.en?.source).toBe('ky');
    expect(channel('English').getByText(/by way of Кыргызча/)).toBeTruthy();
    cleanup();
    await shown('int2', booth);
    const options = [...(screen.getByLabelText('I interpret from') as HTMLSelectElement).options];
    expect(options.map(one => one.value)).toEqual(['floor']);
  });

  test('of two languages held, the microphone speaks for the one that is chosen', async () => {
    for (const language of ['ky', 'en'])
      await happens('int', { type: 'interpretation.take', language, source: 'floor' });
    await shown('int', booth);
    const output = within(screen.getByRole('group', { name: 'I speak into' }));
    expect(output.getAllByRole('radio')).toHaveLength(2);
    await user.click(output.getByRole('radio', { name: 'Кыргызча' }));
    expect((output.getByRole('radio', { name: 'Кыргызча' }) as HTMLInputElement).checked).toBe(true);
  });

  test('“slower” and “bad sound” reach who speaks and who presides, for a quarter of a minute, and nobody else', async () => {
    await happens('int', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    await happens('p1', { type: 'floor.give', participant: 'p8', seconds: 60 });
    await shown('int', booth);
    await press('Ask to speak slower');
    expect((await play.state()).interpretation?.signal?.about).toBe('slower');
    cleanup();
    for (const [who, told] of [
      ['p8', true],
      ['p1', true],
      ['p9', false],
    ] as const) {
      await shown(who, <Asked />);
      expect(screen.getByRole('status').textContent).toBe(told ? 'The interpreters ask to speak slower' : '');
      cleanup();
    }
    play.wait(16);
    await shown('p8', <Asked />);
    expect(screen.getByRole('status').textContent).toBe('');
  });
});

describe('A button that is held', () => {
  function Cough() {
    const { held, keys } = useHold();
    return (
      <button type="button" {...keys}>
        {held ? 'closed' : 'open'}
      </button>
    );
  }
  test('closes while it is held by pointer or key, and opens wherever it is let go', () => {
    render(<Cough />);
    const button = screen.getByRole('button');
    fireEvent.pointerDown(button);
    expect(button.textContent).toBe('closed');
    fireEvent.pointerUp(window);
    expect(button.textContent).toBe('open');
    fireEvent.keyDown(button, { key: ' ' });
    expect(button.getAttribute('aria-pressed')).toBe('true');
    fireEvent.keyUp(window, { key: ' ' });
    expect(button.textContent).toBe('open');
    fireEvent.keyDown(button, { key: 'a' });
    expect(button.textContent).toBe('open');
    fireEvent.keyDown(button, { key: 'Enter' });
    fireEvent.blur(window);
    expect(button.textContent).toBe('open');
  });
});

describe('Whoever listens', () => {
  function Chosen({ inHall = false }: { readonly inHall?: boolean }) {
    const [channel, setChannel] = useState<string | null>(null);
    const [floor, setFloor] = useState(0.15);
    return <ChannelChoice {...{ channel, floor, inHall }} onChannel={setChannel} onFloor={setFloor} />;
  }
  test('picks a language by its own name, is told where nobody interprets, and how loud the floor stays', async () => {
    await happens('int', { type: 'interpretation.take', language: 'ky', source: 'floor' });
    await shown('p8', <Chosen />);
    expect(screen.getAllByRole('radio')).toHaveLength(3);
    expect(screen.getByText('English').parentElement?.textContent).toContain('no interpreter now');
    expect(screen.getByText('Кыргызча').getAttribute('lang')).toBe('ky');
    expect(screen.queryByRole('slider')).toBeNull();
    await user.click(screen.getByRole('radio', { name: /Кыргызча/ }));
    const slider = screen.getByRole('slider');
    expect(slider.getAttribute('aria-valuetext')).toBe('15 per cent');
    fireEvent.change(slider, { target: { value: '0' } });
    expect(screen.getByText(/beneath the interpreter: 0 %/)).toBeTruthy();
  });

  test('in the hall hears an interpreter on headphones, or nothing', async () => {
    await shown('p2', <Chosen inHall />);
    expect(screen.getByRole('group', { name: 'Interpretation on your headphones' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /English/ }));
    expect(screen.queryByRole('slider')).toBeNull();
  });

  test('has no choice where the council has no interpretation', async () => {
    play = await createPlay().open();
    await shown('p8', <Chosen />);
    expect(screen.queryAllByRole('radio')).toEqual([]);
  });
});
