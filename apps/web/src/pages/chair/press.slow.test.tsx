import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { act, cleanup, waitFor, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { sweepOldDrafts } from '../../drafts/store.js';
import { CHAIR, elsewhere, lastVote, SECRETARY, showPage, TEXT, withMotion } from '../../features/voting/led.suite.js';

const OTHER = 'Quite another text';
/** Of what was typed: the key of a device is none of that. */
const keptHere = () => Object.keys(localStorage).filter(name => !name.startsWith('kengesh.ballot-key.'));

let held: HeldSession;
beforeEach(async () => {
  localStorage.clear();
  held = await holdSession();
});
afterEach(cleanup);

const openSession = async () => {
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
};
const votings = () => Object.values(held.state().votings);
const texts = () => Object.values(held.state().motions).map(motion => motion.text.en);
type Shown = ReturnType<typeof showPage>;
const key = async ({ user }: Shown, sign: string) => {
  await user.keyboard(sign);
  await act(async () => undefined);
};
const bar = (shown: Shown) => shown.container.querySelector('.next-step .next-button')?.textContent;

describe('The large button and the form that is open', () => {
  test('while a text is typed it submits that text, and puts no other to the vote', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    expect(bar(shown)).toContain('Put to the vote: Approve the plan of work');
    await key(shown, 'm');
    expect(bar(shown)).toContain('Submit the motion');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    expect(bar(shown)).toContain(OTHER);
    await shown.step(/^Submit the motion/);
    expect(votings()).toEqual([]);
    expect(texts()).toEqual([TEXT.en, OTHER]);
    expect(bar(shown)).toContain('Put to the vote: Approve the plan of work');
    expect(keptHere()).toEqual([]);
  });

  test('an empty form is told what it lacks; put aside, it gives the next step back and stays named', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    await key(shown, 'm');
    await shown.step(/^Submit the motion/);
    expect(shown.page.getByText('Write the text.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(shown.page.getByRole('textbox', { name: 'Text' })));
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    await shown.user.click(shown.next().getByRole('button', { name: 'Put aside' }));
    expect(bar(shown)).toContain('Put to the vote');
    const draft = within(shown.page.getByRole('region', { name: 'Not sent: 1 draft' }));
    await shown.step(/^Put to the vote: Approve the plan of work/);
    expect(lastVote(held).motion?.text).toEqual(TEXT);
    expect(texts()).toEqual([TEXT.en]);
    await shown.user.click(draft.getByRole('button', { name: `To the draft: motion · item 1 · “${OTHER}”` }));
    expect(shown.page.getByDisplayValue(OTHER)).toBeTruthy();
  });

  test('of two open forms it sends the one that is worked on; the other is named', async () => {
    await openSession();
    const shown = showPage(held, CHAIR);
    await key(shown, 'm');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    await shown.user.click(shown.page.getByRole('button', { name: /Task/ }));
    await shown.user.type(shown.page.getByRole('textbox', { name: 'What is to be done' }), 'Write the plan');
    expect(bar(shown)).toContain('Record the task');
    expect(shown.page.getByRole('region', { name: 'Not sent: 1 draft' }).textContent).toContain(OTHER);
    await shown.user.click(shown.page.getByRole('textbox', { name: 'Text' }));
    expect(bar(shown)).toContain('Submit the motion');
    expect(shown.page.getByRole('region', { name: 'Not sent: 1 draft' }).textContent).toContain('Write the plan');
  });

  test('a new item and a name for an election are typed beside the step: nothing goes past the name', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'agenda.take', item: 'i3' });
    const office = { id: 'o1', title: { en: 'Chair' } };
    const terms = { seats: 1, method: 'block_plurality', onTie: 'lot', term: null } as const;
    await held.do(CHAIR, { type: 'election.call', office, ...terms });
    const [election] = Object.keys(held.state().elections ?? {});
    await held.do(SECRETARY, { type: 'election.nominate', election: election!, label: { en: 'First' }, seat: null });
    const shown = showPage(held, CHAIR);
    expect(bar(shown)).toContain('ballot');
    await shown.user.type(shown.page.getByLabelText('Or write a name'), 'Second');
    await shown.step(/^Nominate: Second/);
    expect(votings()).toEqual([]);
    expect(held.state().elections?.[election!]?.candidates.map(one => one.label.en)).toEqual(['First', 'Second']);
    expect((shown.page.getByLabelText('Or write a name') as HTMLInputElement).value).toBe('');
    await key(shown, 'i');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'New item' }), 'Other business');
    expect(bar(shown)).toContain('ballot');
    expect(shown.page.getByRole('region', { name: 'Not sent: 1 draft' }).textContent).toContain('new item');
  });

  test('a question that waits for its answer elsewhere holds the button until it is answered', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    await key(shown, 'r');
    const button = shown.next().getByRole('button', { name: /^Put to the vote/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await shown.user.click(button);
    await key(shown, 'n');
    expect(votings()).toEqual([]);
    expect(shown.page.getByText('Answer first: Announce a recess?', { selector: '.next-why' })).toBeTruthy();
    await shown.user.click(shown.page.getByRole('button', { name: 'Cancel' }));
    await shown.step(/^Put to the vote/);
    expect(votings()).toHaveLength(1);
  });
});

describe('What is put to the vote', () => {
  test('stands as a whole above its settings, which are folded and outlast a reload', async () => {
    await withMotion(held);
    let shown = showPage(held, CHAIR);
    const panel = () => shown.container.querySelector<HTMLElement>('.voting-panel')!;
    const text = within(panel()).getByText(TEXT.en);
    const settings = panel().querySelector<HTMLDetailsElement>('.vote-settings')!;
    expect(text.compareDocumentPosition(settings) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(settings.open).toBe(false);
    expect(settings.querySelector('summary')?.textContent).toContain('named · more than half');
    await shown.user.click(within(settings).getByRole('radio', { name: 'secret' }));
    shown.unmount();
    shown = showPage(held, CHAIR);
    expect(bar(shown)).toContain('secret');
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
  });

  test('a vote that opens while the chair types is told on the bar, and is one press away', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    await key(shown, 'm');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    const motion = Object.keys(held.state().motions)[0]!;
    await elsewhere(() =>
      held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null }),
    );
    expect(document.activeElement).toBe(shown.page.getByRole('textbox', { name: 'Text' }));
    expect(shown.next().getByText(/A vote is open: 0 of 9 have voted/)).toBeTruthy();
    expect(shown.next().getByRole('button', { name: 'To the vote' })).toBeTruthy();
  });
});

describe('What is typed and not sent', () => {
  test('outlasts another item and a reload, and goes once it is sent', async () => {
    await openSession();
    let shown = showPage(held, CHAIR);
    await key(shown, 'm');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    const agenda = () => within(shown.page.getByRole('region', { name: 'Agenda' }));
    await shown.user.click(agenda().getByRole('button', { name: /Aims and tasks/ }));
    expect(shown.page.queryByDisplayValue(OTHER)).toBeNull();
    expect(bar(shown)).not.toContain('Submit');
    await shown.user.click(shown.page.getByRole('button', { name: /^To the draft: motion · item 1/ }));
    expect(shown.page.getByDisplayValue(OTHER)).toBeTruthy();
    shown.unmount();
    shown = showPage(held, CHAIR);
    expect(shown.page.getByDisplayValue(OTHER)).toBeTruthy();
    expect(bar(shown)).toContain('Submit the motion');
    await shown.step(/^Submit the motion/);
    expect(texts()).toEqual([OTHER]);
    expect(keptHere()).toEqual([]);
  });

  test('is nobody else’s: another participant at the same browser does not see it', async () => {
    await openSession();
    let shown = showPage(held, CHAIR);
    await key(shown, 'm');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), OTHER);
    shown.unmount();
    shown = showPage(held, SECRETARY);
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
  });

  test('outlasts a refusal', async () => {
    const agenda = Array.from({ length: 199 }, (_, n) => ({
      id: `x${n}`,
      title: { en: `Item ${n}` },
      rapporteur: null,
    }));
    held = await holdSession(fifteenSeats({ agenda }));
    await gather(held, 9);
    await held.do(CHAIR, { type: 'session.open' });
    const shown = showPage(held, CHAIR);
    await key(shown, 'i');
    await shown.user.type(shown.page.getByRole('textbox', { name: 'New item' }), 'One too many');
    await elsewhere(() => held.do(SECRETARY, { type: 'agenda.add', title: { en: 'The last' }, rapporteur: null }));
    await key(shown, '{Enter}');
    expect(held.state().agenda.items).toHaveLength(200);
    expect(shown.page.getByRole('alert')).toBeTruthy();
    expect(shown.page.getByDisplayValue('One too many')).toBeTruthy();
    expect(localStorage.getItem(`kengesh.draft.${CHAIR}.s1.item`)).toContain('One too many');
  });

  test('is kept of a dialog that was closed, with a way back into it', async () => {
    await withMotion(held);
    let shown = showPage(held, CHAIR);
    await shown.user.click(shown.page.getByText('More'));
    await shown.user.click(shown.page.getByRole('button', { name: 'Amendment' }));
    await shown.user.type(shown.page.getByLabelText('New words'), 'for two years');
    shown.unmount();
    shown = showPage(held, CHAIR);
    expect(shown.page.queryByRole('dialog')).toBeNull();
    expect(bar(shown)).toContain('Put to the vote');
    await shown.user.click(shown.page.getByRole('button', { name: /^To the draft: amendment · item 1/ }));
    expect(within(shown.page.getByRole('dialog')).getByDisplayValue('for two years')).toBeTruthy();
    await shown.user.click(within(shown.page.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
  });

  test('is thrown away in two steps, and goes with the session or after a week', async () => {
    await openSession();
    const shown = showPage(held, CHAIR);
    const type = async (text: string) => {
      await key(shown, 'm');
      await shown.user.type(shown.page.getByRole('textbox', { name: 'Text' }), text);
      await shown.user.click(shown.next().getByRole('button', { name: 'Put aside' }));
    };
    await type('One');
    await shown.user.click(shown.page.getByRole('button', { name: /^Throw away the draft/ }));
    expect(shown.page.getByText(/Not sent/)).toBeTruthy();
    await shown.user.click(shown.page.getByRole('button', { name: 'Throw away for good' }));
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
    await type('Two');
    expect(keptHere()).toEqual([`kengesh.draft.${CHAIR}.s1.motion.i1`]);
    act(() => sweepOldDrafts(Date.now() + 6 * 24 * 3_600_000));
    expect(keptHere()).toHaveLength(1);
    act(() => sweepOldDrafts(Date.now() + 8 * 24 * 3_600_000));
    expect(keptHere()).toEqual([]);
    await type('Three');
    await elsewhere(() => held.do(CHAIR, { type: 'session.close' }));
    expect(keptHere()).toEqual([]);
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
  });

  test('is no obstacle where the browser keeps nothing or something else is kept there', async () => {
    localStorage.setItem(`kengesh.draft.${CHAIR}.s1.motion.i1`, '{"form":1}');
    localStorage.setItem(`kengesh.draft.${CHAIR}.s1.task.i1`, 'nonsense');
    await openSession();
    const shown = showPage(held, CHAIR);
    expect(shown.page.queryByText(/Not sent/)).toBeNull();
    expect(keptHere()).toEqual([]);
    await key(shown, 'm');
    expect((shown.page.getByRole('textbox', { name: 'Text' }) as HTMLTextAreaElement).value).toBe('');
  });
});

describe('Finishing an item', () => {
  test('that was not dealt with, with a delegate waiting, asks and says so; N, N, N finish nothing', async () => {
    await openSession();
    await held.do('p-kg-ngo', { type: 'floor.ask' });
    const shown = showPage(held, CHAIR);
    for (const _ of [1, 2, 3]) await key(shown, 'n');
    expect(held.state().agenda.current).toBe('i1');
    const asked = shown.page.getByRole('group', { name: /^Item 1 is not done/ });
    expect(asked.textContent).toContain('One speaker waits for the floor: Kyrgyzstan: NGO');
    await key(shown, '{Escape}');
    expect(held.state().agenda.current).toBe('i1');
    await shown.step(/^Finish item 1 and take up item 2/, true);
    expect(held.state().agenda.current).toBe('i2');
  });

  test.each([
    ['nothing at all', async () => undefined, 'Nothing has been put to the vote or decided under this item.'],
    [
      'a speaker with the floor',
      async () => held.do(CHAIR, { type: 'floor.give', participant: 'p-kg-ngo', seconds: null }),
      'Kyrgyzstan: NGO has the floor.',
    ],
    [
      'a motion nobody voted on',
      async () => held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: null }),
      'One motion has not been voted: Approve the plan of work',
    ],
  ])('with %s is asked about by F too', async (_what, before, said) => {
    await openSession();
    await before();
    const shown = showPage(held, CHAIR);
    await key(shown, 'f');
    expect(held.state().agenda.current).toBe('i1');
    const asked = shown.page.getByRole('group', { name: /^Item 1 is not done/ });
    expect(asked.textContent).toContain(said);
    await shown.user.click(within(asked).getByRole('button', { name: 'Finish' }));
    expect(held.state().agenda.current).toBeNull();
  });

  test('that was dealt with is done by one press', async () => {
    await withMotion(held);
    await held.do(CHAIR, {
      type: 'voting.open',
      motion: Object.keys(held.state().motions)[0]!,
      method: 'named',
      majority: 'present',
      closesInSeconds: null,
    });
    await held.do('p-kg-ngo', { type: 'voting.cast', voting: lastVote(held).id, seat: 'kg-ngo', choice: 'yes' });
    await held.do(CHAIR, { type: 'voting.close', voting: lastVote(held).id });
    const shown = showPage(held, CHAIR);
    await shown.step(/^Finish item 1 and take up item 2/);
    expect(held.state().agenda.current).toBe('i2');
  });
});

describe('A secret vote with seats of the hall that have no device', () => {
  const HALL = ['kg-state', 'kg-expert', 'ru-ngo', 'am-state', 'am-expert'];

  test('is told of before it opens, with who they are, and paper is one press away', async () => {
    await withMotion(held);
    const bare = HALL.filter(seat => seat !== 'kg-state');
    await held.pages(
      bare.map(seat => `p-${seat}`),
      'closed',
    );
    const shown = showPage(held, CHAIR);
    expect(shown.page.queryByText(/no page open on a device/)).toBeNull();
    await shown.user.click(shown.page.getByRole('radio', { name: 'secret' }));
    expect(
      shown.page.getByText(/4 of the 5 voting seats in the hall have no page open on a device/).textContent,
    ).toContain('Kyrgyzstan: expert');
    await shown.step(/^Put to the vote/);
    expect(votings()).toEqual([]);
    const asked = shown.page.getByRole('group', { name: /^4 of 5 seats in the hall have no device/ });
    expect(asked.textContent).toContain('Armenia: state body');
    await key(shown, '{Escape}');
    await shown.user.click(shown.page.getByRole('button', { name: 'Hold it on paper in the hall' }));
    expect(shown.page.queryByText(/no page open on a device/)).toBeNull();
    expect(shown.next().getByRole('button').textContent).toContain('on paper in the hall');
  });

  test('opens by one press where each has a page open, and where the chair says so all the same', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    await shown.user.click(shown.page.getByRole('radio', { name: 'secret' }));
    expect(shown.page.queryByText(/no page open on a device/)).toBeNull();
    await act(async () => held.pages(['p-am-expert'], 'closed'));
    expect(shown.page.getByText(/1 of the 5 voting seats in the hall has no page open/)).toBeTruthy();
    await shown.step(/^Put to the vote/, true);
    expect(lastVote(held).method).toBe('secret');
  });
});

describe('Marking all of the hall', () => {
  test('PROC-39: has a way back for a minute', async () => {
    const shown = showPage(held, SECRETARY);
    await key(shown, 'c');
    expect(shown.page.getByRole('heading', { name: 'Present: 8' })).toBeTruthy();
    expect(shown.page.getByText(/participants were marked just now/)).toBeTruthy();
    await shown.user.click(shown.page.getByRole('button', { name: /^Undo the marks/ }));
    expect(shown.page.getByRole('heading', { name: 'Present: 0' })).toBeTruthy();
    expect(shown.page.queryByText(/marked just now/)).toBeNull();
    await key(shown, 'c');
    await elsewhere(async () => held.pass(61));
    await waitFor(() => expect(shown.page.queryByRole('button', { name: /^Undo the marks/ })).toBeNull());
  });
});

describe('One key', () => {
  test('opens and closes no vote by itself, where a press on the button does', async () => {
    await withMotion(held);
    const shown = showPage(held, CHAIR);
    await key(shown, 'n');
    await key(shown, 'n');
    expect(votings()).toEqual([]);
    expect(shown.page.getByRole('group', { name: /^Do this now\? Put to the vote: Approve/ })).toBeTruthy();
    await key(shown, '{Escape}');
    await shown.step(/^Put to the vote/);
    expect(votings()).toHaveLength(1);
    await elsewhere(async () => {
      for (const line of lastVote(held).register.filter(one => one.entitled))
        await held.do(`p-${line.seat}`, {
          type: 'voting.cast',
          voting: lastVote(held).id,
          seat: line.seat,
          choice: 'yes',
        });
    });
    await key(shown, 'n');
    expect(lastVote(held).closedAt).toBeNull();
    await key(shown, '{Escape}');
    await shown.step(/^Close the vote and announce/);
    expect(lastVote(held).closedAt).not.toBeNull();
  });

  test('PROC-18: the next in the list is not given the floor over a speech that has time left', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'floor.give', participant: 'p-kg-ngo', seconds: 60 });
    await held.do('p-am-ngo', { type: 'floor.ask' });
    const shown = showPage(held, CHAIR);
    await key(shown, 'g');
    expect(held.state().floor.holder?.participant).toBe('p-kg-ngo');
    const asked = within(shown.page.getByRole('group', { name: /Kyrgyzstan: NGO has the floor and 1:00 left/ }));
    await shown.user.click(asked.getByRole('button', { name: /Give the floor to.*Armenia: NGO/ }));
    expect(held.state().floor.holder?.participant).toBe('p-am-ngo');
  });
});
