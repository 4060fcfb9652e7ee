import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ballotOf, ballotsBySeat, keysOf, presenceOf } from '@kengesh/domain';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useMemo, useSyncExternalStore } from 'react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { type FaceLanguage, LanguageProvider } from '../../language.js';
import { SessionViewProvider } from '../../live/session-context.js';
import { KeysProvider } from '../../ui/keys.js';
import { ChairPage } from './chair-page.js';

const CHAIR = 'p-kg-state';
const DEPUTY = 'p-ru-state';
const SECRETARY = 'p-secretary';
const TEXT = { ru: 'Утвердить план работы', en: 'Approve the plan of work' };

let held: HeldSession;
beforeEach(async () => {
  held = await holdSession();
});
afterEach(() => {
  cleanup();
  // What was typed in one test is not brought back in the next.
  localStorage.clear();
});

function Page({ as, language }: { readonly as: string; readonly language: FaceLanguage }) {
  const version = useSyncExternalStore(held.subscribe, held.version);
  // The version stands for all that is held.
  const session = useMemo(
    () => ({
      me: held.me(as),
      state: held.viewOf(as),
      seq: held.seq(),
      pulse: held.pulse(as),
      line: { status: 'live' as const },
      now: held.now,
      ask: (wanted: Parameters<HeldSession['ask']>[1]) => held.ask(as, wanted),
    }),
    [version],
  );
  return (
    <LanguageProvider fixed={language}>
      <KeysProvider>
        <SessionViewProvider value={session}>
          <ChairPage />
        </SessionViewProvider>
      </KeysProvider>
    </LanguageProvider>
  );
}
const show = (as: string, language: FaceLanguage = 'en') => {
  const user = userEvent.setup();
  return { user, ...render(<Page as={as} language={language} />) };
};
/** What happens elsewhere while the page stands. */
const elsewhere = (what: () => Promise<unknown>) => act(async () => void (await what()));
const next = () => document.querySelector<HTMLElement>('.next-step')!;
const press = async (user: ReturnType<typeof userEvent.setup>, key: string) => {
  await user.keyboard(key);
  await act(async () => undefined);
};
const openSession = async (present = 9) => {
  await gather(held, present);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
};
const openVote = async (closesInSeconds: number | null = null) => {
  await openSession();
  await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: 'ru-ngo' });
  const motion = Object.keys(held.state().motions)[0]!;
  await held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds });
  return Object.keys(held.state().votings)[0]!;
};
const cast = (voting: string, seat: string, choice: string) =>
  held.do(`p-${seat}`, { type: 'voting.cast', voting, seat, choice });

describe('The next step', () => {
  test('PROC-01: it is greyed with its reason until there is a quorum, then opens the session', async () => {
    await gather(held, 7);
    const { user } = show(CHAIR);
    const button = within(next()).getByRole('button', { name: /Open the session: 7 of 15 present, need 8/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(next().textContent).toContain('No quorum: 1 more seat needed.');
    await user.click(button);
    expect(held.state().session.phase).toBe('prepared');
    await elsewhere(() => held.do('p-am-ngo', { type: 'attendance.join', mode: 'remote' }));
    await user.click(within(next()).getByRole('button', { name: /Open the session: 8 of 15/ }));
    expect(held.state().session.phase).toBe('open');
    expect(within(next()).getByRole('button').textContent).toContain('Take up item 1: Opening and adoption');
  });

  test('PROC-04: where the quorum was waited for in vain the session is declared not held, with the next date', async () => {
    await gather(held, 5);
    const { user } = show(CHAIR);
    const button = screen.getByRole('button', { name: 'Declare the session not held' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await elsewhere(async () => held.pass(31 * 60));
    await elsewhere(() => held.do('p-am-ngo', { type: 'attendance.join', mode: 'remote' }));
    await user.click(screen.getByRole('button', { name: 'Declare the session not held' }));
    const asked = within(screen.getByRole('group', { name: /Draw up the act that there was no quorum/ }));
    const date = asked.getByLabelText('Next session, if it is set:');
    await act(async () => void fireEvent.change(date, { target: { value: '2026-12-01T14:00' } }));
    await user.click(asked.getByRole('button', { name: 'Declare the session not held' }));
    expect(held.state().session).toMatchObject({ phase: 'closed', next: '2026-12-01T14:00' });
    expect(screen.getByText(/^There is no quorum: 6 of 15 present, 8 required/)).toBeTruthy();
    expect(screen.getByText('Next session: 1 December 2026 at 14:00.')).toBeTruthy();
  });

  test('it is led by the keyboard on a Russian layout, silent while somebody types', async () => {
    await openSession();
    const { user } = show(CHAIR, 'ru');
    await press(user, 'm');
    const text = screen.getByRole('textbox', { name: 'Текст' });
    expect(document.activeElement).toBe(text);
    await press(user, 'n');
    expect((text as HTMLTextAreaElement).value).toBe('n');
    expect(held.state().agenda.current).toBe('i1');
    await user.click(screen.getByRole('button', { name: 'Отмена' }));
    await act(async () => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true }));
    });
    // Nothing was done under the first item: it is asked about, and finished by the answer.
    await waitFor(() => expect(within(next()).getByText('Вопрос 1 не закончен. Всё равно завершить?')).toBeTruthy());
    await user.click(within(next()).getByRole('button', { name: /^Завершить вопрос 1/ }));
    await waitFor(() => expect(held.state().agenda.current).toBe('i2'));
  });

  test('PROC-13: closing over those who have not voted asks once, in place, and a second Enter decides nothing', async () => {
    const voting = await openVote();
    await cast(voting, 'kg-ngo', 'yes');
    await held.line(DEPUTY, 'lost');
    const { user } = show(CHAIR);
    expect(screen.getByText('1 of 9 have voted')).toBeTruthy();
    await press(user, 'n');
    expect(within(next()).getByText(/8 seats have not voted yet, 1 of them reconnecting/)).toBeTruthy();
    await press(user, 'n');
    await press(user, '{Enter}');
    expect(held.state().votings[voting]?.closedAt).toBeNull();
    await press(user, '{Escape}');
    expect(within(next()).queryByText(/have not voted yet/)).toBeNull();
    await press(user, 'n');
    await user.click(within(next()).getByRole('button', { name: /Close the vote and announce/ }));
    expect(held.state().votings[voting]?.closedAt).not.toBeNull();
  });

  test('a key whose act is not lawful now says why, and does nothing', async () => {
    await openVote();
    const { user } = show(CHAIR);
    await press(user, 'r');
    expect(screen.getByText('Recess: A vote is open. Close it first.')).toBeTruthy();
    expect(screen.queryByText('Announce a recess?')).toBeNull();
  });

  test('? lists the keys there are now', async () => {
    await openSession();
    const { user } = show(CHAIR);
    await press(user, '?');
    const keys = within(screen.getByRole('dialog', { name: 'Keys' }));
    for (const label of ['Add an item', 'Motion', 'Election', 'Recess', 'Close the session'])
      expect(keys.getByText(label)).toBeTruthy();
  });
});

describe('Votes', () => {
  test('the chair puts a motion to the vote as chosen, votes, closes, and reads the outcome', async () => {
    await openSession();
    await held.do(CHAIR, { type: 'motion.submit', item: 'i1', text: TEXT, mover: 'ru-ngo' });
    const { user } = show(CHAIR);
    await user.click(screen.getByRole('radio', { name: 'at least two thirds of the members present' }));
    await user.selectOptions(screen.getByLabelText('Closes'), 'after 2 minutes');
    await user.click(within(next()).getByRole('button', { name: /Put to the vote: Approve the plan of work/ }));
    const voting = Object.values(held.state().votings)[0]!;
    expect(voting).toMatchObject({ method: 'named', threshold: { key: 'twoThirds' } });
    expect(voting.closesAt).toBe(new Date(held.now() + 120_000).toISOString());

    const own = within(screen.getByRole('region', { name: 'Your vote' }));
    await user.click(own.getByRole('radio', { name: /For/ }));
    await user.click(own.getByRole('button', { name: 'Cast the vote' }));
    expect(screen.getByText(/Vote recorded, receipt/)).toBeTruthy();
    await elsewhere(async () => {
      for (const line of voting.register) {
        if (line.entitled && line.seat !== 'kg-state')
          await cast(voting.id, line.seat, line.seat === 'kg-ngo' ? 'no' : 'yes');
      }
    });
    await user.click(within(next()).getByRole('button', { name: /Close the vote and announce/ }));
    expect(screen.getByText(/Adopted: 8 for out of 9 present, 6 required/)).toBeTruthy();
    const list = screen.getByText('By seat').closest('details')!;
    expect(within(list).getByText('Kyrgyzstan: NGO').closest('li')?.textContent).toContain('against');
    expect(within(list).getAllByText('for')).toHaveLength(8);
    expect(screen.getByText('✓ Decision')).toBeTruthy();
  });

  test('who has not voted stands with the line; more time where the vote has an end', async () => {
    const voting = await openVote(60);
    for (const seat of ['kg-state', 'kg-expert', 'ru-ngo', 'am-state', 'am-expert']) await cast(voting, seat, 'yes');
    await held.line(DEPUTY, 'lost');
    held.pass(12);
    const { user } = show(CHAIR);
    const rows = screen.getByText('Not yet: 4').parentElement!;
    expect(within(rows).getByText('Russia: state body').closest('li')?.textContent).toContain('reconnecting 12 s');
    expect(within(rows).getByText('Kyrgyzstan: NGO').closest('li')?.textContent).toContain('connected');
    const before = held.state().votings[voting]?.closesAt ?? '';
    await press(user, 'l');
    expect(Date.parse(held.state().votings[voting]?.closesAt ?? '') - Date.parse(before)).toBe(60_000);
  });

  test('the secretary enters a hand in the hall, in two steps; a remote seat has no such buttons', async () => {
    const voting = await openVote();
    const { user } = show(SECRETARY);
    expect(screen.getByText('closes when the presiding officer says')).toBeTruthy();
    const row = (name: string) => within(screen.getByText('Not yet: 9').parentElement!).getByText(name).closest('li')!;
    expect(within(row('Kyrgyzstan: NGO')).queryByRole('button')).toBeNull();
    await user.click(within(row('Kyrgyzstan: expert')).getByRole('button', { name: 'Kyrgyzstan: expert: Against' }));
    expect(keysOf(ballotsBySeat(held.state(), voting))).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Enter Kyrgyzstan: expert: Against' }));
    expect(ballotOf(held.state(), voting, 'kg-expert')).toMatchObject({ choice: 'no', channel: 'hand' });
    expect(screen.getByText('1 of 9 have voted')).toBeTruthy();
  });

  test('3.9: an election is opened from seats and names; its tie leads to the run-off', async () => {
    await openSession(8);
    const { user } = show(CHAIR);
    await press(user, 'b');
    await user.click(within(next()).getByRole('button', { name: /^Open the ballot on the candidates/ }));
    expect(screen.getByText('At least one candidate is needed.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Office' }), 'Chair');
    await user.selectOptions(screen.getByLabelText('From the members'), 'Armenia: NGO');
    await user.type(screen.getByLabelText('Or write a name'), 'Another{Enter}');
    await user.click(within(next()).getByRole('button', { name: /^Open the ballot on the candidates Chair/ }));
    const voting = Object.values(held.state().votings)[0]!;
    expect(voting).toMatchObject({ method: 'secret', office: { title: { en: 'Chair' } } });
    expect(voting.choices.slice(0, 2)).toMatchObject([{ seat: 'am-ngo' }, { label: { en: 'Another' }, seat: null }]);
    await elsewhere(async () => {
      let n = 0;
      for (const line of voting.register)
        if (line.entitled) await cast(voting.id, line.seat, n++ % 2 === 0 ? 'c1' : 'c2');
    });
    await user.click(within(next()).getByRole('button', { name: /Close the vote and announce/ }));
    expect(screen.getByText('A tie: a run-off is needed')).toBeTruthy();
    await user.click(within(next()).getByRole('button', { name: /Hold the run-off: 2 candidates/ }));
    expect(Object.values(held.state().votings).at(-1)?.runoffOf).toBe(voting.id);
  });
});

describe('Agenda, motions, tasks', () => {
  test('items are added and reordered by keys; the page looks at another item without taking it up', async () => {
    await openSession();
    const { user } = show(CHAIR);
    await press(user, 'i');
    await user.type(screen.getByRole('textbox', { name: 'New item' }), 'Any other business{Enter}');
    expect(held.state().agenda.items.at(-1)?.title).toEqual({ en: 'Any other business' });
    const agenda = within(screen.getByRole('region', { name: 'Agenda' }));
    agenda.getByRole('button', { name: /Any other business/ }).focus();
    await press(user, '{Alt>}{ArrowUp}{/Alt}');
    expect(
      held
        .state()
        .agenda.items.map(one => one.id)
        .indexOf('i3'),
    ).toBe(3);
    await user.click(agenda.getByRole('button', { name: /Aims and tasks/ }));
    expect(screen.getByRole('heading', { name: /^2. Aims and tasks/ })).toBeTruthy();
    expect(screen.getByText(/You are looking at another item/)).toBeTruthy();
    expect(held.state().agenda.current).toBe('i1');
    await press(user, 't');
    expect(held.state().agenda.current).toBe('i1');
    const asked = within(agenda.getByRole('group', { name: /^Item 1 is not done/ }));
    await user.click(asked.getByRole('button', { name: 'Finish' }));
    expect(held.state().agenda.current).toBe('i2');
  });

  test('a motion is reworded in place in every language it has; an empty one is not sent', async () => {
    await openSession();
    const { user } = show(CHAIR);
    await press(user, 'm');
    await user.click(within(next()).getByRole('button', { name: /^Submit the motion/ }));
    expect(screen.getByText('Write the text.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Text' }), 'First');
    await user.selectOptions(screen.getByLabelText('+ in another language'), 'русский');
    await user.type(screen.getByRole('textbox', { name: 'Text (русский)' }), 'Первое');
    await user.click(within(next()).getByRole('button', { name: /^Submit the motion First/ }));
    await user.click(screen.getByRole('button', { name: 'Revise the text' }));
    await user.type(screen.getByRole('textbox', { name: 'Text (English)' }), ' and last');
    await user.click(within(next()).getByRole('button', { name: /^Record version 2 of the text First and last/ }));
    expect(Object.values(held.state().motions)).toMatchObject([
      { version: 2, text: { en: 'First and last', ru: 'Первое' } },
    ]);
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    expect(Object.values(held.state().motions)[0]?.status).toBe('admitted');
    await user.click(within(screen.getByRole('group', { name: /not put to the vote/ })).getByText('Withdraw'));
    expect(Object.values(held.state().motions)[0]?.status).toBe('withdrawn');
  });

  test('4.4: a task has one responsible seat and a date', async () => {
    await openSession();
    const { user } = show(SECRETARY);
    await press(user, 'd');
    await user.type(screen.getByRole('textbox', { name: 'What is to be done' }), 'Write the plan');
    await user.click(within(next()).getByRole('button', { name: /^Record the task Write the plan/ }));
    expect(screen.getByText('Choose the one responsible seat.')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Responsible'), 'Armenia: NGO');
    await user.type(screen.getByLabelText('Due'), '2026-12-25');
    await user.click(within(next()).getByRole('button', { name: /^Record the task/ }));
    expect(held.state().tasks).toMatchObject([{ responsible: 'am-ngo', due: '2026-12-25', decision: null }]);
    expect(screen.getByText(/by 25 December 2026/)).toBeTruthy();
  });
});

describe('Floor', () => {
  test('PROC-18: one list for hall and remote: given, paused, lengthened, ended by keys', async () => {
    await openSession();
    await held.do('p-kg-ngo', { type: 'floor.ask' });
    await held.do(SECRETARY, { type: 'floor.enter', participant: 'p-am-state' });
    await held.do('p-am-ngo', { type: 'floor.ask' });
    const { user } = show(CHAIR);
    await user.click(screen.getByRole('button', { name: 'Move up the list: Armenia: NGO' }));
    expect(held.state().floor.queue.map(one => one.participant)).toEqual(['p-kg-ngo', 'p-am-ngo', 'p-am-state']);
    await press(user, 'g');
    expect(held.state().floor.holder?.participant).toBe('p-kg-ngo');
    expect(screen.getByRole('timer', { name: 'Time left' }).textContent).toBe('3:00');
    await press(user, '+');
    expect(held.state().floor.holder?.seconds).toBe(240);
    await press(user, 'p');
    expect(held.state().floor.holder?.pausedAt).not.toBeNull();
    await press(user, 'p');
    expect(held.state().floor.holder?.pausedAt).toBeNull();
    await press(user, 'e');
    expect(held.state().floor.holder?.participant).toBe('p-kg-ngo');
    await user.click(
      within(screen.getByRole('group', { name: /has 4:00 left. End the speech/ })).getByRole('button', { name: 'End' }),
    );
    expect(held.state().floor.holder).toBeNull();
  });

  test('the secretary enters a hand and gives nobody the floor', async () => {
    await openSession();
    const { user } = show(SECRETARY);
    await user.selectOptions(screen.getByLabelText('Enter a raised hand'), 'p-am-state');
    await user.click(screen.getByRole('button', { name: /^Enter/ }));
    expect(held.state().floor.queue).toMatchObject([{ participant: 'p-am-state', entered: true }]);
    expect(screen.queryByRole('button', { name: /^Give the floor to/ })).toBeNull();
  });
});

describe('Attendance', () => {
  test('PROC-12: the secretary checks in all of the hall at once, checks out, and corrects with a reason', async () => {
    const { user } = show(SECRETARY);
    await press(user, 'c');
    expect(screen.getByRole('heading', { name: 'Present: 8' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Check out: Armenia: expert' }));
    expect(presenceOf(held.state(), 'p-am-expert')?.here).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Correct the time of presence: Armenia: expert' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Presence: Armenia: expert' }));
    const came = dialog.getByLabelText('Came') as HTMLInputElement;
    expect(came.value).toMatch(/^2026-11-22T14:00/);
    await user.click(dialog.getByRole('button', { name: 'Remove the interval' }));
    await user.selectOptions(dialog.getByLabelText('Reason'), 'technical');
    await user.click(dialog.getByRole('button', { name: 'Record the correction' }));
    expect(presenceOf(held.state(), 'p-am-expert')).toMatchObject({
      intervals: [],
      corrections: [{ reason: 'technical' }],
    });
  });

  test('a lost line is shown with its seconds and still counts; the chair has no buttons there', async () => {
    await gather(held, 9);
    await held.line(DEPUTY, 'lost');
    held.pass(7);
    show(CHAIR);
    expect(screen.getByText('reconnecting 7 s')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Present: 9' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Check out/ })).toBeNull();
  });

  test('three hundred rows can be looked through', async () => {
    const { seats, participants } = fifteenSeats();
    const many = Array.from({ length: 300 }, (_, n) => ({
      ...seats[n % 15]!,
      id: `x${n}`,
      label: { en: `Member ${n + 1}` },
    }));
    held = await holdSession(
      fifteenSeats({
        statutorySeats: 300,
        agenda: [],
        seats: many,
        participants: [
          ...many.map((seat, n) => ({
            id: n === 0 ? CHAIR : `x-${n}`,
            role: n === 0 ? ('chair' as const) : ('delegate' as const),
            seat: seat.id,
            label: seat.label,
            mode: 'remote' as const,
            nameHash: null,
          })),
          ...participants.filter(one => one.seat === null),
        ],
      }),
    );
    const { user, container } = show(SECRETARY);
    expect(container.querySelectorAll('.attendance-row')).toHaveLength(302);
    await user.type(screen.getByRole('searchbox', { name: 'Find a participant' }), 'member 299');
    expect(container.querySelectorAll('.attendance-row')).toHaveLength(1);
  });
});

describe('The session as a whole', () => {
  test('recess, resumption and close ask once and are lawful only for whoever presides', async () => {
    await openSession();
    const { user } = show(CHAIR);
    await press(user, 'r');
    await user.selectOptions(screen.getByLabelText('For how long'), '10 minutes');
    await user.click(screen.getByRole('button', { name: 'Announce the recess' }));
    expect(held.state().session.recess?.until).toBe(new Date(held.now() + 600_000).toISOString());
    expect(screen.getByRole('heading', { name: 'Recess until 14:10' })).toBeTruthy();
    await press(user, 'n');
    expect(held.state().session.phase).toBe('open');
    await press(user, 'q');
    expect(held.state().session.phase).toBe('open');
    const ask = within(
      screen.getByRole('group', { name: /Only signatures, numbers, corrections, remarks .* may follow/ }),
    );
    // PROC-35: what is undone is read before it is closed over.
    const undone = ask.getAllByRole('listitem').map(line => line.textContent);
    expect(undone[0]).toMatch(/^Items not taken up \(\d+\): /);
    await user.click(ask.getByRole('button', { name: 'Close the session' }));
    expect(held.state().session.phase).toBe('closed');
    const agenda = within(screen.getByRole('region', { name: 'Agenda' }));
    await user.click(agenda.getByRole('button', { name: /Aims and tasks/ }));
    expect(screen.queryByText('What the record is sealed with')).toBeNull();
    await press(user, 'n');
    expect(screen.getByText('What the record is sealed with')).toBeTruthy();
  });

  test('the deputy takes the chair once the one who presides is gone, and not before', async () => {
    await openSession();
    const { user } = show(DEPUTY);
    expect(screen.getByRole('button', { name: /Take the chair/ }).getAttribute('aria-disabled')).toBe('true');
    await elsewhere(() => held.do(CHAIR, { type: 'attendance.leave' }));
    await press(user, 'u');
    expect(held.state().session.presiding).toBe(DEPUTY);
    expect(within(next()).getByRole('button').textContent).toContain('take up item 2');
  });
});
