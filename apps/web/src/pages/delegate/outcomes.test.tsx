import { afterEach, expect, test } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { DelegatePage } from './delegate-page.js';
import { createPlay, Played } from './played.suite.js';

afterEach(cleanup);

test('until it is here how votes come out, a vote is told as closed; with the line its outcome comes by itself', async () => {
  localStorage.clear();
  const play = await createPlay().open();
  const voting = await play.vote();
  await play.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'yes', s5: 'yes', s7: 'yes', s8: 'no' });
  await play.act('p1', { type: 'voting.close', voting });
  const wire = await play.wire('p8');
  play.line({ status: 'lost', since: Date.now() });
  render(
    <Played play={play} wire={wire} me={play.meOf('p8')} language="en">
      <DelegatePage />
    </Played>,
  );
  await act(async () => {});
  const card = () => screen.getByText('Outcome of the vote').parentElement?.textContent ?? '';
  expect(card()).toContain('The vote is closed. Its outcome is loading and will appear here in a moment.');
  expect(card()).not.toMatch(/Adopted|outcome\./);

  await act(async () => play.line({ status: 'live' }));
  await screen.findByText(/^Adopted: 6/, { selector: '.outcome-sentence' }, { timeout: 5000 });
  expect(card()).toContain('Your vote: Against');
  expect(card()).not.toContain('is loading');
});
