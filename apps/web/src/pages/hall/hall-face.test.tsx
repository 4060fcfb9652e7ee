import { describe, expect, test } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { createPlay, Played } from '../delegate/played.suite.js';
import { HallScreen } from './hall-face.js';

async function hall() {
  const play = createPlay();
  await play.open(11);
  const wire = await play.wire(null);
  render(
    <Played play={play} wire={wire} me={play.meOf(null)}>
      <HallScreen />
    </Played>,
  );
  return play;
}

describe('The hall’s screen', () => {
  test('shows the item in Russian with English beneath, and the quorum', async () => {
    await hall();
    expect(screen.getByText('Вопрос 2 из 4')).toBeTruthy();
    expect(screen.getByText(/^On protecting the rights/)).toBeTruthy();
    expect(screen.getByText(/Кворум есть: 11 из 15, нужно 8/)).toBeTruthy();
  });

  test('shows the vote with the votes it needs and the count of ballots, then the bars, who did not vote and the sentence', async () => {
    const play = await hall();
    await act(async () => {
      const voting = await play.vote();
      await play.cast(voting, { s1: 'yes', s2: 'yes', s7: 'no' });
    });
    expect(screen.getByText('Идёт голосование')).toBeTruthy();
    // More than half of eleven; the quorum, eight, is no number of votes.
    expect(screen.getByText('Голосуют 11 · нужно «за»: 6')).toBeTruthy();
    expect(screen.getByText(/11 vote · 6 for are needed/)).toBeTruthy();
    expect(screen.getByText('Проголосовали 3 из 11')).toBeTruthy();
    expect(screen.queryByText('Против')).toBeNull();
    await act(async () => {
      const voting = Object.keys((await play.state()).votings)[0]!;
      await play.act('p1', { type: 'voting.close', voting });
    });
    expect(screen.getByText('Против').parentElement?.textContent).toContain('1');
    expect(screen.getByText('Не голосовали 8')).toBeTruthy();
    expect(screen.getByText(/^Не принято: за 2 из 11 присутствующих/)).toBeTruthy();
    expect(screen.getByText(/^Not adopted|^Rejected/)).toBeTruthy();
  });

  test('an overrun is said in words and by sign', async () => {
    const play = await hall();
    await act(async () => {
      await play.act('p1', { type: 'floor.give', participant: 'p7', seconds: 60 });
      play.wait(72);
      await new Promise(later => setTimeout(later, 300));
    });
    expect(screen.getByRole('timer').textContent).toContain('−0:12');
    expect(screen.getByText('Время вышло')).toBeTruthy();
    expect(screen.getByText('AM')).toBeTruthy();
  });

  test('a lost line is marked with the time it was lost; nothing on the screen can be pressed', async () => {
    const play = await hall();
    await act(async () => play.line({ status: 'lost', since: Date.now() - 5000 }));
    expect(screen.getByText(/Нет связи · показано на 13:59:5[45]/)).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(screen.queryAllByRole('link')).toEqual([]);
  });
});
