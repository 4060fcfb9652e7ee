import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PRESETS, type Rules, rules as rulesSchema } from '@kengesh/domain';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { COUNCIL, council, openDesk, Problem, seatRow, standIn } from '../desk-kit.suite.js';
import { inputOfRules, typedRules } from './typed.js';
import { quorumRuleSentence, rulesInWords } from './words.js';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const PATCH = `PATCH /api/councils/${COUNCIL}`;
const share = { num: 1, den: 2, cmp: 'gt' } as const;
/** Everything that can be said. */
const whole: Rules = {
  citation: { en: 'Rules' },
  version: 4,
  quorum: {
    kind: 'all',
    of: [
      { kind: 'fraction', ...share, base: 'filled', by: 'weight' },
      { kind: 'number', seats: 2 },
      {
        kind: 'category',
        of: [
          { category: 'state', seats: 1 },
          { category: 'ngo', seats: 1 },
        ],
      },
      { kind: 'states', states: 1, each: 1 },
      { kind: 'states_share', ...share, each: 2 },
      { kind: 'participation', ...share, of: 'cast', base: 'present' },
    ],
  },
  quorumToOpen: { kind: 'fraction', num: 1, den: 3, cmp: 'gte', base: 'statutory' },
  majorities: [
    {
      key: 'double',
      threshold: {
        ...{ kind: 'fraction', ...share, base: 'cast', by: 'weight', invalidInBase: true },
        and: [{ kind: 'half_plus_one', num: 1, den: 2, cmp: 'gte', base: 'present' }],
        states: { position: 'internal', num: 2, den: 3, cmp: 'gte', base: 'with_position' },
      },
    },
    { key: 'all', threshold: { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', base: 'cast' } },
    { key: 'minus', threshold: { kind: 'unanimity', num: 1, den: 1, cmp: 'gte', base: 'filled', except: 1 } },
  ],
  tie: 'chairExtra',
  presenceGrace: 60,
  speech: { seconds: 300, grace: 30 },
  quorumAt: 'both',
  quorumGrace: 15,
  debateWithoutQuorum: false,
  tieOverridesBase: false,
  chairAsked: true,
  debate: {
    motionsBy: 'seats',
    secondsRequired: 2,
    procedureMajority: 'double',
    reconsiderMajority: 'all',
    speakers: 'proContra',
    limits: { seconds: 120, speeches: 2, total: 600 },
    replies: 1,
    replySeconds: 60,
    reconnectGrace: 30,
  },
  representation: {
    proxies: { perHolder: 2, countForQuorum: true },
    substitutes: false,
    recusal: 'present',
    recusedMaySpeak: true,
  },
  ballots: { changeAllowed: true, assisted: false, consensusExcept: 1 },
  elections: { count: 'weights' },
  video: {
    admission: 'oneByOne',
    camera: 'vote',
    identity: 3,
    languages: ['ky', 'en'],
    consent: { ru: 'Идёт запись.', ky: 'Жазуу жүрүп жатат.' },
  },
};

describe('Rules as they are typed', () => {
  test.each([...PRESETS.map(one => [one.id, one.rules] as const), ['everything', whole] as const])(
    'come back as they were: %s',
    (_name, rules) => {
      expect(rulesSchema.parse(rules)).toEqual(rules);
      expect(inputOfRules(typedRules(rules))).toEqual(rules);
    },
  );

  test('are read out whole, in both languages', () => {
    for (const language of ['ru', 'en']) {
      const lines = rulesInWords(language, whole);
      expect(lines.length).toBeGreaterThan(25);
      for (const { name, text } of lines) expect(`${name} ${text}`).not.toMatch(/desk\.|undefined|NaN|[{}]/);
    }
    expect(rulesInWords('ru', whole).slice(-5)).toEqual([
      { name: 'Кто подключается удалённо без ожидания', text: 'никто: каждого впускает бюро' },
      { name: 'Кто голосует удалённо', text: 'только кого увидел секретарь' },
      { name: 'Чья камера может быть включена', text: 'при голосовании — и всех, кто голосует удалённо' },
      { name: 'Перевод на языки', text: 'кыргызча, English' },
      { name: 'Что объявляется в начале записи', text: 'Идёт запись.' },
    ]);
    expect(quorumRuleSentence('ru', whole.quorum)).toContain('подали «за» или «против» больше 1/2 присутствующих');
  });
});

describe('The rules editor', () => {
  const open = async (rules: Rules, more: { readonly [route: string]: unknown } = {}) => {
    const asked = standIn({
      [`GET /api/councils/${COUNCIL}`]: { ...council, rules },
      [PATCH]: { ...council, rules },
      ...more,
    });
    openDesk(`/c/${COUNCIL}`);
    const user = userEvent.setup();
    await screen.findByLabelText('Lost line, seconds');
    const sent = () => (asked.findLast(one => one.method === 'PATCH')?.body as typeof council | undefined)?.rules;
    return { user, asked, sent, save: () => user.click(screen.getByRole('button', { name: 'Save' })) };
  };

  test('PROC-01: a quorum of several kinds is put together, read back and sent', async () => {
    const { user, sent, save } = await open(council.rules);
    const add = screen.getByRole('button', { name: '+ One more condition' });
    await user.click(add);
    await user.selectOptions(screen.getByLabelText('Quorum 2: what is counted'), 'number of states');
    await user.type(screen.getByLabelText('states'), '1');
    expect(screen.getByText(/; and also at least 1 state represented, each by 1 or more$/)).toBeTruthy();
    await user.click(screen.getByLabelText('less is needed to open and debate than to decide'));
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()).toMatchObject({
      quorum: { kind: 'all', of: [council.rules.quorum, { kind: 'states', states: 1, each: 1 }] },
      quorumToOpen: { kind: 'fraction', num: 1, den: 3, cmp: 'gte', base: 'statutory' },
    });
  });

  test('REC-02: majorities of every kind are read back as their sentence', async () => {
    const { user, sent, save } = await open(council.rules);
    const kind = screen.getByLabelText('simple: kind');
    await user.selectOptions(kind, '50 % + 1');
    expect(screen.getByText(/^= 50 per cent plus one vote/)).toBeTruthy();
    await user.selectOptions(kind, 'consensus minus');
    expect(screen.getByText(/^= consensus/)).toBeTruthy();
    await user.selectOptions(kind, 'share');
    await user.click(screen.getByText('Further conditions'));
    await user.click(screen.getByRole('button', { name: '+ And a further majority' }));
    await user.click(screen.getByLabelText('double majority: states count too'));
    expect(
      screen.getByText(/^= .*, and also more than half of the .* and also more than half of the states$/),
    ).toBeTruthy();
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()!.majorities[0]!.threshold).toEqual({
      ...council.rules.majorities[0]!.threshold,
      and: [{ kind: 'fraction', ...share, base: 'filled' }],
      states: { position: 'head', ...share, base: 'all' },
    });
  });

  test('what no session could satisfy is told by its field as it is typed, and is not sent', async () => {
    const { user, sent, save } = await open(council.rules);
    await user.selectOptions(screen.getByLabelText('Quorum: what is counted'), 'number of seats');
    await user.type(screen.getByLabelText('seats'), '9');
    const told = 'There can never be a quorum: 9 are needed, and 3 seats are filled.';
    expect(screen.getByText(told, { exact: false })).toBeTruthy();
    await save();
    expect(screen.getByText(`Quorum: ${told}`)).toBeTruthy();
    expect(sent()).toBeUndefined();
  });

  test('what only the roll shows is told and may be saved', async () => {
    const states = { ...council.rules.majorities[0]!.threshold, states: { position: 'head', ...share, base: 'all' } };
    const rules = { ...council.rules, majorities: [{ key: 'simple', threshold: states }] } as Rules;
    const { user, sent, save } = await open(rules);
    expect(await screen.findByText(/there is none, or more than one: KG/)).toBeTruthy();
    await user.click(screen.getByLabelText('the motion is rejected'));
    await user.type(screen.getByLabelText('Lost line, seconds'), '0');
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()!.presenceGrace).toBe(600);
  });

  test('a refusal of the server stands by its field in words', async () => {
    const issues = [{ path: 'rules.quorum', message: 'quorum_above_seats', params: { need: 6, filled: 5 } }];
    const { user, save } = await open(council.rules, { [PATCH]: new Problem(422, 'http.invalid', { issues }) });
    await user.type(screen.getByLabelText('Speech, seconds'), '0');
    await save();
    expect(await screen.findByText(/^Quorum: There can never be a quorum: 6 are needed/)).toBeTruthy();
  });

  test('settings that may be left unsaid tell what holds without them, and are sent only when said', async () => {
    const { user, sent, save } = await open(council.rules);
    await user.click(screen.getByText('Proxies, substitutes, recusals'));
    const most = screen.getByLabelText('Proxies one seat may hold');
    expect(screen.getByText('If nothing is said: 1.')).toBeTruthy();
    await user.type(most, '0');
    await user.selectOptions(screen.getByLabelText('Ballots by telephone'), 'no');
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()).toEqual({
      ...council.rules,
      representation: { proxies: { perHolder: 0, countForQuorum: false } },
      ballots: { assisted: false },
    });
  });

  test('PROC-17, PROC-20: admission, cameras, identity, interpretation and the word on recording are set and sent', async () => {
    const { user, sent, save } = await open(council.rules);
    await user.click(screen.getByText('Video and admission'));
    const choose = (label: string, option: string) => user.selectOptions(screen.getByLabelText(label), option);
    await choose('Who joins remotely without waiting', 'nobody: the bureau lets each one in');
    await choose('Who may vote remotely', 'whoever the secretary has seen');
    await choose('Whose camera may be on', 'in a vote, every remote voter too');
    const languages = within(screen.getByRole('group', { name: 'Interpretation into' }));
    for (const one of ['кыргызча', 'English', 'русский']) await user.click(languages.getByLabelText(one));
    await user.click(languages.getByLabelText('русский'));
    await user.type(screen.getByLabelText('What is said when a recording begins, English'), 'This is recorded.');
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()).toEqual({
      ...council.rules,
      video: {
        admission: 'oneByOne',
        identity: 3,
        camera: 'vote',
        languages: ['ky', 'en'],
        consent: { en: 'This is recorded.' },
      },
    });
  });

  test('what is said of video stays when something else changes, and goes when it is taken back', async () => {
    const video = { admission: 'known', identity: 0, languages: ['ru'], consent: { ru: 'Идёт запись.' } } as const;
    const { user, sent, save } = await open({ ...council.rules, video } as unknown as Rules);
    const group = screen.getByText('Video and admission').closest('details')!;
    expect(within(group).getByText('4 set')).toBeTruthy();
    await user.click(screen.getByLabelText('the presiding officer’s vote decides'));
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()).toEqual({ ...council.rules, tie: 'chairSide', video });
    await user.selectOptions(screen.getByLabelText('Who joins remotely without waiting'), '');
    await user.selectOptions(screen.getByLabelText('Who may vote remotely'), '');
    await user.click(within(group).getByLabelText('русский'));
    await user.clear(screen.getByLabelText('What is said when a recording begins, русский'));
    await save();
    await screen.findByText(/^Saved\./);
    expect(sent()).not.toHaveProperty('video');
  });

  test('a preset is a start: its source is shown, and what was filled in is to be checked', async () => {
    const { user, sent, save } = await open({ ...council.rules, version: 3 });
    await user.click(screen.getByText('Start from rules of a comparable council'));
    await user.selectOptions(screen.getByLabelText('Start from rules of a comparable council'), 'CIS body: consensus');
    expect(screen.getByText(/Charter of the CIS, article 23/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Start from these' }));
    expect(
      screen.getByText(/filled in: the quorum, the majorities, the order of debate\. Check it against/),
    ).toBeTruthy();
    await save();
    await screen.findByText(/^Saved\./);
    const { version: _, ...preset } = PRESETS.find(one => one.id === 'cis-consensus')!.rules;
    expect(sent()).toEqual({ ...preset, version: 3 });
  });

  test('every version is there: who saved it, when, and what it changed', async () => {
    const first = { ...council.rules, version: 1 };
    const second = { ...first, tie: 'chairSide', video: { admission: 'known' }, version: 2 } as Rules;
    await open(second, {
      [`GET /api/councils/${COUNCIL}/rules`]: [
        { version: 2, at: '2027-02-01T10:00:00.000Z', by: { en: 'Secretariat' }, rules: second },
        { version: 1, at: '2027-01-01T10:00:00.000Z', by: null, rules: first },
      ],
    });
    const list = (await screen.findByText('Version 2')).closest('ol')!;
    expect(
      within(list).getByText(
        'On a tie: the presiding officer’s vote decides; Who joins remotely without waiting: whoever was let in or seen once in the session',
      ),
    ).toBeTruthy();
    expect(within(list).getByText(/· Secretariat$/).textContent).toMatch(/16:00/);
    expect(within(list).getByText('the first version')).toBeTruthy();
  });

  test('of each the decision that adopted it is named, or that there is none; the desk chooses it', async () => {
    const first = { ...council.rules, version: 1 };
    const second = { ...first, tie: 'chairSide', version: 2 } as Rules;
    const third = { ...first, tie: 'revote', version: 3 } as Rules;
    const decision = { sessionId: '6b1d0000-5000-4000-8000-000000000001', decision: 'd40', text: { en: 'The rules' } };
    const saved = (version: number, rules: Rules, more = {}) => ({
      ...{ version, at: '2027-02-01T10:00:00.000Z', by: { en: 'Secretariat' }, rules },
      ...more,
    });
    const adopted = { adoptedBy: { ...decision, sessionNumber: 4, label: '7' } };
    const { asked } = await open(third, {
      [`GET /api/councils/${COUNCIL}/rules`]: [saved(3, third), saved(2, second, adopted), saved(1, first)],
      [`GET /api/councils/${COUNCIL}/decisions?limit=1000`]: [
        { ...decision, label: '7', reconsidered: false },
        { ...decision, decision: 'd41', label: null, text: { en: 'Taken up again' }, reconsidered: true },
      ],
      [`POST /api/councils/${COUNCIL}/rules/3/decision`]: [saved(3, third, adopted), saved(1, first)],
    });
    const list = (await screen.findByText('Version 3')).closest('ol')!;
    expect(within(list).getByText('adopted by decision 7 (session 4)')).toBeTruthy();
    expect(within(list).getAllByText('without a decision')).toHaveLength(1);
    const user = userEvent.setup();
    await user.click(within(list).getByText('Version 3'));
    const choice = await within(list).findByLabelText('By which decision was version 3 adopted');
    expect(within(choice).queryByText(/Taken up again/)).toBeNull();
    await user.selectOptions(choice, '№ 7 · The rules');
    await user.click(within(choice.closest('li')!).getByRole('button', { name: 'Name the decision' }));
    expect(asked.find(one => one.method === 'POST')?.body).toEqual({ sessionId: decision.sessionId, decision: 'd40' });
    expect(await within(list).findAllByText('adopted by decision 7 (session 4)')).toHaveLength(1);
    expect(within(list).queryByText('without a decision')).toBeNull();
  });
});

describe('Weights of seats', () => {
  test('PROC-07: to six places, with a comma or a point; what is none is told', async () => {
    const asked = standIn({ [`PATCH /api/seats/${seatRow(1).id}`]: seatRow(1) });
    openDesk(`/c/${COUNCIL}/members`);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Seat 1/ }));
    const weight = screen.getByLabelText('Weight of the vote');
    expect((weight as HTMLInputElement).value).toBe('1');
    await user.clear(weight);
    await user.type(weight, '2,1234567');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText(/^Weight of the vote: Write a number above zero/)).toBeTruthy();
    await user.clear(weight);
    await user.type(weight, '2,500001');
    await user.click(screen.getByLabelText('head of its delegation'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(asked.find(one => one.method === 'PATCH')?.body).toMatchObject({ weight: 2_500_001, head: true });
  });
});
