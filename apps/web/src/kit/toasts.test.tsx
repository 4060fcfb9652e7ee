import { afterEach, expect, test } from '@jest/globals';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { LanguageProvider } from '../language.js';
import { useSayDone } from './done.js';
import { KitRoot } from './root.js';

afterEach(cleanup);

function Page() {
  const say = useSayDone();
  // Before the region is there.
  useEffect(() => say('Saved at once.'), [say]);
  return (
    <button type="button" onClick={() => say('Saved later.')}>
      Save
    </button>
  );
}

test('what was done is said once, in one live region that asks nothing, until it is put away', async () => {
  render(
    <LanguageProvider fixed="en">
      <KitRoot className="desk">
        <Page />
      </KitRoot>
    </LanguageProvider>,
  );
  const user = userEvent.setup();
  const region = await screen.findByRole('region', { name: 'What was done' });
  expect(region.getAttribute('aria-live')).toBe('polite');
  await within(region).findByText('Saved at once.');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await within(region).findByText('Saved later.');
  for (const said of screen.getAllByText(/^Saved/)) {
    const live = [];
    for (let at: Element | null = said; at; at = at.parentElement)
      if (at.matches('[aria-live], [role="status"], [role="alert"], [role="alertdialog"], output')) live.push(at);
    expect(live).toEqual([region]);
  }
  expect(screen.getAllByText(/^Saved/)).toHaveLength(2);
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.click(within(region).getAllByRole('button', { name: 'Close' })[0]!);
  await waitFor(() => expect(screen.getAllByText(/^Saved/)).toHaveLength(1));
});
