import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { fifteenSeats, gather, type HeldSession, holdSession } from '../../../../../test/support/session.js';
import { CHAIR, elsewhere, SECRETARY, showPanel } from '../procedure/shown.suite.js';
import { partsOf } from './divide-form.js';
import { MotionsPanel } from './motions-panel.js';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const TEXT = { en: 'The council adopts the plan for 2027 and meets twice a year.' };
let held: HeldSession;
const motions = () => Object.values(held.state().motions);
const last = () => motions().at(-1)!;
const statusOf = (id: string) => held.state().motions[id]?.status;
const card = (text: string) => screen.getAllByText(text)[0]!.closest('article')!;

async function open(debate: object = {}): Promise<void> {
  const whole = fifteenSeats();
  held = await holdSession({ ...whole, rules: { ...whole.rules, debate } });
  await gather(held, 9);
  await held.do(CHAIR, { type: 'session.open' });
  await held.do(CHAIR, { type: 'agenda.take', item: 'i1' });
}
const submit = async (text: { en: string; ru?: string } = TEXT, mover: string | null = 'ru-ngo', by = CHAIR) => {
  await held.do(by, { type: 'motion.submit', item: 'i1', text, mover });
  return last().id;
};
const amend = async (motion: string, passage: string, words: string | null) => {
  const change = {
    kind: words === null ? ('delete' as const) : ('replace' as const),
    passage: { en: passage },
    words: words === null ? null : { en: words },
  };
  await held.do(CHAIR, { type: 'amendment.submit', motion, change, mover: 'am-ngo' });
  return last().id;
};
const vote = async (motion: string, adopted: boolean) => {
  await held.do(CHAIR, { type: 'voting.open', motion, method: 'named', majority: 'present', closesInSeconds: null });
  const voting = Object.values(held.state().votings).at(-1)!;
  for (const { seat, participant } of voting.register.filter(one => one.entitled))
    await held.do(participant!, { type: 'voting.cast', voting: voting.id, seat, choice: adopted ? 'yes' : 'no' });
  await held.do(CHAIR, { type: 'voting.close', voting: voting.id });
};
const more = async (user: ReturnType<typeof showPanel>['user'], text: string, action: string) => {
  const inside = within(card(text));
  await user.click(inside.getAllByText('More')[0]!);
  await user.click(inside.getAllByRole('button', { name: action })[0]!);
  return within(screen.getByRole('dialog'));
};

describe('The simple case', () => {
  test('is as calm as before: the text, two buttons, and one word for the rest', async () => {
    await open();
    await submit();
    showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const inside = within(card(TEXT.en));
    expect(
      inside
        .getAllByRole('button')
        .filter(one => !one.closest('details'))
        .map(one => one.textContent),
    ).toEqual(['Revise the text', 'Withdraw']);
    expect(inside.queryByText('Order of voting')).toBeNull();
    expect(screen.getByText(/version 1/)).toBeTruthy();
  });
});

describe('A motion of a seat', () => {
  beforeEach(() => open({ motionsBy: 'seats', secondsRequired: 2 }));

  test('3.7: waits for admission, which is greyed until it has its seconders', async () => {
    await submit(TEXT, 'ru-ngo', 'p-ru-ngo');
    const { user } = showPanel(held, SECRETARY, <MotionsPanel item="i1" />);
    expect(screen.getByText('waits for admission')).toBeTruthy();
    expect(screen.getByText('Seconded by 0 of 2')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Admit' }).getAttribute('aria-disabled')).toBe('true');
    const form = await more(user, TEXT.en, 'Record a seconder');
    await user.selectOptions(form.getByLabelText('Who seconds it'), 'am-ngo');
    await user.click(form.getByRole('button', { name: 'Record' }));
    expect(screen.getByText('Seconded by 1 of 2')).toBeTruthy();
    expect(screen.getByText('seconded by: Armenia: NGO')).toBeTruthy();
    await elsewhere(() => held.do('p-kg-ngo', { type: 'motion.second', motion: last().id, seat: 'kg-ngo' }));
    await user.click(screen.getByRole('button', { name: 'Admit' }));
    expect(last().status).toBe('admitted');
    expect(screen.queryByText('waits for admission')).toBeNull();
  });

  test('3.7: is ruled inadmissible by whoever presides, with a reason; the secretary has no such button', async () => {
    await submit(TEXT, 'ru-ngo', 'p-ru-ngo');
    const { user, unmount } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const form = await more(user, TEXT.en, 'Rule inadmissible');
    await user.selectOptions(form.getByLabelText('Reason'), 'not_competent');
    await user.click(form.getByRole('button', { name: 'Rule inadmissible' }));
    expect(last()).toMatchObject({ status: 'inadmissible', why: 'not_competent' });
    expect(screen.getByText('Outside the competence of the council.')).toBeTruthy();
    unmount();
    await submit({ en: 'Another' }, 'ru-ngo', 'p-ru-ngo');
    showPanel(held, SECRETARY, <MotionsPanel item="i1" />);
    expect(screen.queryByRole('button', { name: 'Rule inadmissible' })).toBeNull();
  });
});

describe('What may become of a motion', () => {
  beforeEach(() => open());

  test('3.7: withdrawn, it is taken over by another seat', async () => {
    await submit();
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    expect(last().status).toBe('withdrawn');
    const form = await more(user, TEXT.en, 'Take over by another seat');
    await user.selectOptions(form.getByLabelText('Who moves it now'), 'kz-ngo');
    await user.click(form.getByRole('button', { name: 'Take over' }));
    expect(last()).toMatchObject({ status: 'admitted', mover: 'kz-ngo' });
  });

  test('3.7: deferred to an item, referred to a body, merged with another; each says where it went', async () => {
    const [one, two, three] = [await submit({ en: 'One' }), await submit({ en: 'Two' }), await submit({ en: 'Three' })];
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const defer = await more(user, 'One', 'Defer');
    await user.selectOptions(defer.getByLabelText('Until which item'), 'i3');
    await user.click(defer.getByRole('button', { name: 'Defer the motion' }));
    expect(statusOf(one)).toBe('deferred');
    expect(screen.getByText('Deferred until the item: Determination of the leadership')).toBeTruthy();
    const merge = await more(user, 'Two', 'Merge');
    await user.selectOptions(merge.getByLabelText('With which'), three);
    await user.click(merge.getByRole('button', { name: 'Merge the motions' }));
    expect(statusOf(two)).toBe('merged');
    expect(screen.getByText('Merged into: Three')).toBeTruthy();
    const refer = await more(user, 'Three', 'Refer');
    await user.type(refer.getByLabelText('To whom (committee, working group)'), 'Drafting group');
    await user.click(refer.getByRole('button', { name: 'Refer the motion' }));
    expect(statusOf(three)).toBe('referred');
    expect(screen.getByText('Referred to: Drafting group')).toBeTruthy();
  });

  test('REC-03: a translation makes a version, and leaves what is there', async () => {
    await submit();
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const form = await more(user, TEXT.en, 'Translation');
    await user.selectOptions(form.getByLabelText('+ in another language'), 'ru');
    await user.type(form.getByLabelText('Text (русский)'), 'Совет принимает план.');
    await user.click(form.getByRole('button', { name: 'Add the translation' }));
    expect(last()).toMatchObject({ version: 2, text: { ...TEXT, ru: 'Совет принимает план.' } });
  });

  test('3.7: what changes a motion adopted before says so, and does it once adopted', async () => {
    const first = await submit();
    await vote(first, true);
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: /\+ Motion/ }));
    await user.type(screen.getByLabelText('Text'), 'The plan is off.');
    await user.click(screen.getByText('Changes what was adopted before', { selector: 'summary' }));
    await user.selectOptions(screen.getByLabelText('Changes what was adopted before'), first);
    await user.selectOptions(screen.getByLabelText('How'), 'repeals');
    await user.click(screen.getByRole('button', { name: 'Submit' }));
    expect(last().effect).toEqual({ kind: 'repeals', motion: first });
    expect(screen.getByText(/^Will repeal what was adopted: The council adopts/)).toBeTruthy();
    await elsewhere(() => vote(last().id, true));
    expect(statusOf(first)).toBe('repealed');
    expect(screen.getByText('In its place stands: The plan is off.')).toBeTruthy();
  });

  test('a rival proposal stands beside, and whoever presides changes their order', async () => {
    const first = await submit({ en: 'Meet in Bishkek' });
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const form = await more(user, 'Meet in Bishkek', 'Rival proposal');
    await user.type(form.getByLabelText('Text'), 'Meet in Tashkent');
    await user.click(form.getByRole('button', { name: 'Submit' }));
    const rival = last().id;
    expect(last().rivalOf).toBe(first);
    expect(screen.getByText('· rival proposal')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Vote earlier: Meet in Tashkent' }));
    expect(held.state().motions[first]?.rivalOrder).toEqual([rival, first]);
    expect(screen.getByText('The order is the presiding officer’s.')).toBeTruthy();
  });
});

describe('Amendments', () => {
  beforeEach(() => open());

  test('V57: stand under their motion in the order of voting, furthest first; what cannot be done any more is not put', async () => {
    const motion = await submit();
    const near = await amend(motion, 'twice', 'only once');
    const far = await amend(motion, 'and meets twice a year', null);
    const sub = await amend(near, 'only', 'exactly');
    showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const lines = () =>
      within(screen.getByText('Order of voting').parentElement!)
        .getAllByRole('listitem')
        .map(one => one.textContent);
    expect(lines()).toEqual([
      '1.Delete “and meets twice a year” now',
      '2.Replace “only” by “exactly” ',
      '3.Replace “twice” by “only once” ↑',
      '4.the motion as a whole ',
    ]);
    expect(screen.getByText(/amendment to an amendment/)).toBeTruthy();
    await elsewhere(() => vote(far, true));
    expect([statusOf(near), statusOf(sub)]).toEqual(['not_put', 'not_put']);
    expect(screen.getByText('Excluded by what was adopted.')).toBeTruthy();
    expect(screen.getByText('Fell with what it belonged to.')).toBeTruthy();
    expect(screen.getByText('The council adopts the plan for 2027.')).toBeTruthy();
    expect(screen.getByText('The text has 1 adopted amendment in it.')).toBeTruthy();
  });

  test('the chair changes the order; the secretary cannot', async () => {
    const motion = await submit();
    const near = await amend(motion, 'twice', 'once');
    const far = await amend(motion, ' and meets twice a year', null);
    const { user, unmount } = showPanel(held, SECRETARY, <MotionsPanel item="i1" />);
    expect(screen.queryByRole('button', { name: /Vote earlier/ })).toBeNull();
    unmount();
    showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    await user.click(screen.getByRole('button', { name: 'Vote earlier: Replace “twice” by “once”' }));
    expect(held.state().motions[motion]?.order).toEqual([near, far]);
  });

  test('one is written with what the text becomes, and refused with the rule’s reason where the words are not there', async () => {
    await submit();
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    const form = await more(user, TEXT.en, 'Amendment');
    await user.type(form.getByLabelText('Words of the text'), 'thrice');
    await user.type(form.getByLabelText('New words'), 'once');
    expect(form.getAllByText('There are no such words in the text.').length).toBeGreaterThan(0);
    await user.clear(form.getByLabelText('Words of the text'));
    await user.type(form.getByLabelText('Words of the text'), 'twice');
    expect(form.getByText('The council adopts the plan for 2027 and meets once a year.')).toBeTruthy();
    await user.click(form.getByRole('button', { name: 'Submit the amendment' }));
    expect(last()).toMatchObject({ amends: motions()[0]!.id, change: { kind: 'replace' } });
  });

  test('a text that the body has changed is withdrawn with its consent only', async () => {
    const motion = await submit();
    await vote(await amend(motion, 'twice', 'once'), true);
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    expect(screen.queryByRole('button', { name: 'Revise the text' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Withdraw' }));
    await user.click(screen.getByRole('button', { name: 'The council consents, withdraw' }));
    expect(statusOf(motion)).toBe('withdrawn');
  });
});

describe('Division', () => {
  test('is by empty lines, alike in every language', () => {
    expect(partsOf({ en: 'One\n\nTwo', ru: 'Раз\n\nДва' })).toEqual([
      { en: 'One', ru: 'Раз' },
      { en: 'Two', ru: 'Два' },
    ]);
    expect(partsOf({ en: 'One\n\nTwo', ru: 'Раз Два' })).toBeNull();
    expect(partsOf({ en: 'One' })).toBeNull();
  });

  test('3.7: is possible once the body has agreed; the parts stand under the motion', async () => {
    await open();
    const motion = await submit({ en: 'Noting the report,\n\nthe council adopts it.' });
    await held.do(CHAIR, { type: 'order.move', seat: 'ru-ngo', procedure: { kind: 'separateVote', motion } });
    const { user } = showPanel(held, CHAIR, <MotionsPanel item="i1" />);
    expect(screen.queryByRole('button', { name: 'Divide into parts' })).toBeNull();
    await elsewhere(() => held.do(CHAIR, { type: 'order.grant', motion: last().id }));
    expect(screen.getByText('To be voted in parts, so decided.')).toBeTruthy();
    await user.click(screen.getAllByText('More')[0]!);
    await user.click(screen.getByRole('button', { name: 'Divide into parts' }));
    const form = within(screen.getByRole('dialog'));
    await user.click(form.getByLabelText('Part 1 is operative'));
    await user.click(form.getByRole('button', { name: 'Vote in parts: 2' }));
    expect(
      motions()
        .filter(one => one.partOf === motion)
        .map(one => one.operative),
    ).toEqual([false, true]);
    expect(screen.getByText('part 2, operative', { exact: false })).toBeTruthy();
    expect(screen.getByText('Order of voting')).toBeTruthy();
  });
});
