import { afterEach, expect, test } from '@jest/globals';
import { phrase } from '@kengesh/phrases';
import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { LanguageProvider } from '../language.js';
import { SortableList } from './sortable-list.js';

afterEach(cleanup);

function Rows() {
  const list = useRef<HTMLOListElement>(null);
  return (
    <SortableList
      items={['one', 'two']}
      keyOf={item => item}
      nameOf={item => item}
      gripLabel={place => `grip ${place + 1}`}
      onMove={() => undefined}
      className="rows"
      rowClassName="row"
      ref={list}
    >
      {(item, _place, grip) => (
        <>
          {item}
          {grip}
        </>
      )}
    </SortableList>
  );
}

// What is said while a row is carried is proved in a browser, test/desk-parts.test.ts: rows have no places here.
test.each(['ru', 'en'] as const)('tells a reader of %s what a grip is and how it is used', language => {
  render(
    <LanguageProvider fixed={language}>
      <Rows />
    </LanguageProvider>,
  );
  const grip = screen.getByRole('button', { name: 'grip 2' });
  expect(grip.getAttribute('aria-roledescription')).toBe(phrase(language, 'desk.order.row'));
  expect(document.getElementById(grip.getAttribute('aria-describedby')!)?.textContent).toBe(
    phrase(language, 'desk.order.how'),
  );
  expect(grip.closest('li')?.dataset.item).toBe('two');
});
