import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PreparedSession, Rules } from '@kengesh/domain';
import { sha256Hex } from '@kengesh/journal';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { FaceLanguage } from '../../language.js';
import { DelegatePage } from './delegate-page.js';
import { createPlay, type Play, Played } from './played.suite.js';

globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

let play: Play;
/** Texts the server was sent, with how many statements were recorded by then. */
let handedIn: { text: string; remarks: number }[];
let refusesTexts: boolean;
beforeEach(() => {
  handedIn = [];
  refusesTexts = false;
  play = createPlay();
  localStorage.clear();
});
afterEach(cleanup);

async function page(who: string, language: FaceLanguage = 'ru') {
  const wire = await play.wire(who);
  globalThis.fetch = (async (path: string, { method, body }: RequestInit) => {
    if (method !== 'POST' || !path.endsWith('/texts'))
      return { ok: true, status: 200, json: async () => play.meOf(who) };
    const input = JSON.parse(String(body)) as { key: string; text: string };
    handedIn.push({ text: input.text, remarks: (await play.state()).remarks?.length ?? 0 });
    if (refusesTexts) throw new TypeError('fetch failed');
    return { ok: true, status: 200, json: async () => ({ hash: sha256Hex(`${input.key}\n${input.text}`) }) };
  }) as unknown as typeof fetch;
  render(
    <Played play={play} wire={wire} me={play.meOf(who)} language={language}>
      <DelegatePage />
    </Played>,
  );
  await act(async () => {});
}
const happens = (what: () => Promise<unknown>) => act(async () => void (await what()));
const user = userEvent.setup();
const press = async (name: RegExp | string) => user.click(await screen.findByRole('button', { name }));
/** Unfolds one of the rare panels, which is loaded only then. */
const unfold = async (title: string) => {
  await user.click(screen.getByText(title));
  const panel = screen.getByText(title).closest('details')!;
  // jsdom opens it but tells nobody.
  await act(async () => void panel.dispatchEvent(new Event('toggle')));
  await within(panel)
    .findAllByRole('heading', {}, { timeout: 5000 })
    .catch(() => []);
  return panel;
};
const withRules = (rules: Partial<Rules>) => (session: PreparedSession) => ({
  ...session,
  rules: { ...session.rules, ...rules },
});
const seatsMove = withRules({ debate: { motionsBy: 'seats', secondsRequired: 1 } });

describe('What is rare stands folded', () => {
  test('the page of a plain session asks nothing more than before', async () => {
    await play.open();
    await page('p8');
    const part = screen.getByRole('region', { name: 'Ещё' });
    expect([...part.querySelectorAll('summary')].map(one => one.textContent)).toEqual([
      'Порядок ведения',
      'Самоотвод и доверенности',
      'Мои устройства',
    ]);
    expect(within(part).queryAllByRole('button')).toEqual([]);
  });

  test('PROC-10: an observer has none of it', async () => {
    await play.open();
    await page('obs');
    expect(screen.queryByRole('region', { name: 'Ещё' })).toBeNull();
  });
});

describe('Recusal and proxies', () => {
  test('PROC-09: declared for the item under consideration, shown, taken back', async () => {
    await play.open();
    await page('p8');
    await unfold('Самоотвод и доверенности');
    await press('Заявить самоотвод');
    expect((await play.state()).represent?.recusals).toMatchObject([{ seat: 's8', item: 'two', withdrawnAt: null }]);
    expect(screen.getByText('По этому вопросу у вашего места самоотвод.')).toBeTruthy();
    await press('Снять самоотвод');
    expect(screen.queryByText('По этому вопросу у вашего места самоотвод.')).toBeNull();
  });

  test('is greyed with the reason once the debate has begun', async () => {
    await play.open();
    await play.act('p1', { type: 'floor.give', participant: 'p7', seconds: 60 });
    await page('p8', 'en');
    await unfold('Recusal and proxies');
    const button = await screen.findByRole('button', { name: 'Declare recusal' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('Debate on the item has begun. A recusal is declared before it.').length).toBe(2);
  });

  test('PROC-08: who votes for me, with the instruction; revoked by the principal', async () => {
    await play.open(11, 'one');
    await play.act('sec', {
      type: 'proxy.register',
      principal: 's8',
      holder: 's7',
      item: null,
      instruction: { kind: 'directed', choices: [{ item: 'two', choice: 'no' }] },
      proof: 'R-2',
    });
    await page('p8', 'en');
    const panel = await unfold('Recusal and proxies');
    expect(panel.textContent).toMatch(/Votes for you: Armenia, state body for the whole session/);
    expect(panel.textContent).toMatch(/medical insurance: against/);
    await press('Revoke the proxy');
    expect((await play.state()).represent?.proxies[0]?.revokedAt).not.toBeNull();
    cleanup();
    await page('p7', 'en');
    expect(screen.queryByRole('region', { name: 'Your seat' })).toBeNull();
  });
});

describe('Conduct of the meeting', () => {
  test('PROC-23, PROC-25: a point of order is raised, withdrawn, raised and ruled on; the ruling is appealed', async () => {
    await play.open();
    await page('p8');
    const panel = await unfold('Порядок ведения');
    await press('К порядку ведения!');
    expect(panel.textContent).toContain('Вы подняли вопрос к порядку ведения (нарушен регламент)');
    await press('Снять');
    await user.selectOptions(screen.getByLabelText('О чём'), 'quorum');
    await press('К порядку ведения!');
    const point = Object.values((await play.state()).order!.points).at(-1)!;
    expect(point).toMatchObject({ about: 'quorum', status: 'pending' });
    await happens(() => play.act('p1', { type: 'order.rule', point: point.id, ruling: 'dismissed' }));
    expect(panel.textContent).toContain('Отклонён');
    await press('Обжаловать это решение');
    expect(panel.textContent).toContain('решение обжаловано');
    expect(within(panel).getByRole('list', { name: 'Ждут решения' }).textContent).toContain('Отменить решение');
  });

  test('PROC-24: motions on procedure are moved with what they need; what is higher greys the lower', async () => {
    await play.open();
    await page('p8', 'en');
    const panel = await unfold('Conduct of the meeting');
    await user.selectOptions(screen.getByLabelText('What to move'), 'changeAgenda');
    await user.selectOptions(screen.getByLabelText('Which item comes next'), 'four');
    await press('Move');
    await user.selectOptions(screen.getByLabelText('What to move'), 'suspend');
    await press('Move');
    expect(Object.values((await play.state()).motions).map(one => one.procedure)).toEqual([
      { kind: 'changeAgenda', order: ['one', 'two', 'four', 'three'] },
      { kind: 'suspend', minutes: 10 },
    ]);
    expect(within(panel).getAllByRole('listitem')[0]?.textContent).toContain('Suspend the meeting, minutes: 10');
    await user.selectOptions(screen.getByLabelText('What to move'), 'closeDebate');
    expect(screen.getByRole('button', { name: 'Move' }).getAttribute('aria-disabled')).toBe('true');
  });
});

describe('Texts of one’s own', () => {
  test('a text is submitted, supported by another, amended, withdrawn and taken over', async () => {
    await play.open(11, 'two', seatsMove);
    await page('p8');
    await unfold('Внести текст на решение');
    await user.type(await screen.findByLabelText('Текст'), 'Утвердить план на год');
    await press('Внести');
    const [motion] = Object.values((await play.state()).motions);
    expect(motion).toMatchObject({ mover: 's8', status: 'submitted', text: { ru: 'Утвердить план на год' } });
    cleanup();

    await page('p9');
    expect(screen.getByText('Поддержали: 0, нужно 1')).toBeTruthy();
    await press('Поддержать');
    expect(screen.getByText('вы поддержали')).toBeTruthy();
    await press('Предложить поправку');
    await user.type(screen.getByLabelText('Какие слова'), 'на год');
    await user.type(screen.getByLabelText('На какие слова, или чем дополнить'), 'на два года');
    await press('Внести поправку');
    const amendment = Object.values((await play.state()).motions).at(-1)!;
    expect(amendment).toMatchObject({ amends: motion!.id, mover: 's9', change: { kind: 'replace' } });
    expect(screen.getByText('поправка')).toBeTruthy();
    await happens(() => play.act('p8', { type: 'motion.withdraw', motion: motion!.id }));
    await press('Внести от себя');
    expect((await play.state()).motions[motion!.id]).toMatchObject({ mover: 's9', status: 'admitted' });
  });

  test('an amendment whose words are not in the text is greyed with the reason', async () => {
    await play.open(11, 'two', seatsMove);
    await play.act('p9', { type: 'motion.submit', item: 'two', text: { en: 'Adopt the plan' }, mover: 's9' });
    await page('p8', 'en');
    await press('Propose an amendment');
    await user.type(screen.getByLabelText('Which words'), 'the budget');
    await user.type(screen.getByLabelText('The words to put in'), 'it');
    expect(screen.getAllByText('There are no such words in the text.').length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Submit the amendment' }).getAttribute('aria-disabled')).toBe('true');
  });
});

describe('The floor', () => {
  test('PROC-18, PROC-20: a reply with its side is asked for; the list stands in the order in which the floor is given', async () => {
    await play.open();
    await page('p8', 'en');
    await user.click(screen.getByText('Reply, remark or side'));
    await user.selectOptions(screen.getByLabelText('Kind of speech'), 'reply');
    await user.selectOptions(screen.getByLabelText('For or against'), 'against');
    await press('Ask for the right of reply');
    expect((await play.state()).floor.queue).toMatchObject([{ participant: 'p8', kind: 'reply', stance: 'against' }]);
    await happens(() => play.act('p7', { type: 'floor.ask' }));
    expect(screen.getByText('You are on the list: place 2 of 2')).toBeTruthy();
    await user.click(screen.getByText('List of speakers'));
    const list = screen.getByText('List of speakers').closest('details')!;
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(one => one.textContent),
    ).toEqual(['1. Armenia, state body', '2. Armenia, non-governmental organisationreply, against']);
  });
});

describe('Nominations and statements', () => {
  test('a candidate is nominated from the roll and withdraws', async () => {
    await play.open(11, 'three');
    const office = { id: 'board', title: { ru: 'Правление', en: 'Board' } };
    await play.act('p1', {
      type: 'election.call',
      office,
      seats: 1,
      method: 'approval',
      onTie: 'runoff',
      term: null,
    });
    await page('p8');
    await unfold('Выдвижение кандидатов');
    await user.selectOptions(await screen.findByLabelText('Кого выдвинуть'), 's8');
    await press('Выдвинуть');
    const candidates = async () => Object.values((await play.state()).elections!)[0]!.candidates;
    expect(await candidates()).toMatchObject([{ seat: 's8', withdrawn: false }]);
    await press('Снять свою кандидатуру');
    expect(await candidates()).toMatchObject([{ withdrawn: true }]);
  });

  test('PROC-27: a dissent is recorded by the seal of its text, kept before it; a copy with its key is handed back', async () => {
    await play.open();
    const voting = await play.vote();
    await play.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'yes', s5: 'yes', s6: 'yes', s8: 'no' });
    await play.act('p1', { type: 'voting.close', voting });
    await page('p8', 'en');
    await unfold('Dissent, reservation, explanation of vote');
    await user.selectOptions(await screen.findByLabelText('On what'), (await screen.findAllByText(/^dissent: /))[0]!);
    await user.type(screen.getByLabelText('Text'), 'The term is too short.');
    refusesTexts = true;
    await press('Make the statement');
    expect(await screen.findByText('The text could not be kept, so nothing was recorded. Try again.')).toBeTruthy();
    expect((await play.state()).remarks ?? []).toEqual([]);
    refusesTexts = false;
    await press('Make the statement');
    const kept = (await screen.findByLabelText('Your copy')) as HTMLTextAreaElement;
    const [remark] = (await play.state()).remarks ?? [];
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept.value));
    expect(remark).toMatchObject({ kind: 'dissent', seat: 's8', hash: Buffer.from(digest).toString('hex') });
    expect(kept.value).toMatch(/^[0-9a-f]{32}\nThe term is too short\.$/);
    const text = { text: 'The term is too short.', remarks: 0 };
    expect(handedIn).toEqual([text, text]);
  });

  test('4.4: a task of one’s own is begun and reported on', async () => {
    await play.open();
    await play.act('sec', {
      type: 'task.set',
      decision: null,
      text: { ru: 'Разослать' },
      responsible: 's8',
      due: null,
    });
    await page('p8');
    await press('Взять в работу');
    expect(screen.getByText('в работе')).toBeTruthy();
    await press('Отчитаться');
    await user.type(screen.getByLabelText('Отчёт'), 'Разослано всем.');
    await press('Подать отчёт');
    const [task] = (await play.state()).tasks;
    expect(task).toMatchObject({ status: 'reported', reportHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(((await screen.findByLabelText(/^Отчёт подан/)) as HTMLTextAreaElement).value).toContain('Разослано всем.');
    expect(handedIn.map(one => one.text)).toEqual(['Разослано всем.']);
    cleanup();
    await page('p9');
    expect(screen.queryByText('отчёт подан')).toBeNull();
  });
});
