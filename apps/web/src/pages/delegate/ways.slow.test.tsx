import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Me } from '@kengesh/contracts';
import { entriesOf, type PreparedSession, type Rules, valuesOf } from '@kengesh/domain';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { FaceLanguage } from '../../language.js';
import { DelegatePage } from './delegate-page.js';
import { createPlay, type Play, Played } from './played.suite.js';
import { bringOutcomes } from './use-outcomes.js';

globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

let play: Play;
// As on a page that has stood for a while.
beforeAll(bringOutcomes);
beforeEach(() => {
  play = createPlay();
  localStorage.clear();
});
afterEach(cleanup);

async function page(who: string, { language = 'ru', ...more }: { language?: FaceLanguage } & Partial<Me> = {}) {
  const wire = await play.wire(who);
  globalThis.fetch = (async () => ({
    ok: true,
    status: 200,
    json: async () => play.meOf(who),
  })) as unknown as typeof fetch;
  render(
    <Played play={play} wire={wire} me={play.meOf(who, more)} language={language}>
      <DelegatePage />
    </Played>,
  );
  await act(async () => {});
}
const happens = (what: () => Promise<unknown>) => act(async () => void (await what()));
const ballot = () => screen.getByRole('dialog');
const user = userEvent.setup();
const press = async (name: RegExp | string, inside: HTMLElement = document.body) =>
  user.click(within(inside).getByRole('button', { name }));
const choose = async (name: RegExp, inside: HTMLElement = ballot()) =>
  user.click(within(inside).getByRole('radio', { name }));
/** The ballots of the one vote there is. */
const cast = async () => Object.fromEntries(entriesOf(valuesOf((await play.state()).ballots)[0]));
const newest = (all: { readonly [id: string]: unknown }) => Object.keys(all).at(-1)!;
const withRules = (rules: Partial<Rules>) => (session: PreparedSession) => ({
  ...session,
  rules: { ...session.rules, ...rules },
});
/** p13 is away and its vote is p8's. */
const proxy = (instruction: object = { kind: 'free' }) =>
  play.act('sec', { type: 'proxy.register', principal: 's13', holder: 's8', item: null, instruction, proof: 'R-1' });
const openWay = async (more: object) => {
  const motion = await play.motion();
  const state = await play.act('p1', {
    type: 'voting.open',
    motion,
    method: 'named',
    majority: 'present',
    closesInSeconds: null,
    ...more,
  });
  return newest(state.votings);
};

describe('PROC-08: several ballots in one pair of hands', () => {
  beforeEach(async () => {
    await play.open(11, 'one');
    await proxy();
    await play.act('p1', { type: 'agenda.take', item: 'two' });
  });

  test('V38: one choice and one confirmation record a ballot for each seat, each with its own receipt', async () => {
    await page('p8');
    expect(screen.getByText(/Вы голосуете по доверенности: Узбекистан, государственный орган/)).toBeTruthy();
    await happens(() => play.vote());
    expect(ballot().textContent).toContain('У вас 2 бюллетеня');
    await choose(/^✓?За$/);
    await press(/^Подтвердить: За$/);
    const ballots = await cast();
    expect([ballots.s8?.choice, ballots.s13?.choice]).toEqual(['yes', 'yes']);
    expect(ballots.s8?.receipt).not.toBe(ballots.s13?.receipt);
    expect(ballot().textContent).toContain('По доверенности: Узбекистан');
    expect(screen.getByRole('region', { name: 'Мои голоса' }).textContent).toContain(ballots.s13?.receipt);
  });

  test('the votes may be split', async () => {
    await page('p8', { language: 'en' });
    await happens(() => play.vote());
    await user.click(within(ballot()).getByRole('checkbox', { name: 'Each seat separately' }));
    await choose(/For/, within(ballot()).getByRole('region', { name: /Your seat/ }));
    await choose(/Against/, within(ballot()).getByRole('region', { name: /By proxy/ }));
    await press(/^Confirm: 2 of 2$/);
    const ballots = await cast();
    expect([ballots.s8?.choice, ballots.s13?.choice]).toEqual(['yes', 'no']);
  });

  test('a secret ballot goes into the box for each seat by itself', async () => {
    await page('p8');
    let voting = '';
    await happens(async () => {
      voting = await play.vote('secret');
    });
    await choose(/Против/);
    await press(/^Подтвердить/);
    expect(ballot().textContent).toContain('Ваш голос записан');
    cleanup();
    await page('p8', { marks: play.marksOf('p8').slice(0, 1) });
    expect(ballot().textContent).toContain('Ваш голос записан');
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    expect((await play.state()).votings[voting]?.result).toMatchObject({ voted: ['s13', 's8'], counts: { no: 2 } });
  });

  test('V38: after the close, and after a reload, the receipts of the own and of the other seat are still shown', async () => {
    await page('p8');
    let voting = '';
    await happens(async () => {
      voting = await play.vote('secret');
    });
    await choose(/Против/);
    await press(/^Подтвердить/);
    const [own, proxied] = play.marksOf('p8').map(one => one.receipt);
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    // The server keeps no marks of a closed vote.
    cleanup();
    await page('p8', { marks: [] });
    const shown = [...document.querySelectorAll('.receipt')].map(one => one.textContent);
    expect(shown).toEqual([own, proxied]);
    expect(document.querySelector('.outcome')?.textContent).toContain(own);
    expect(document.body.textContent).not.toMatch(/Ваш голос: против/i);
    // On another device nothing is known but that it was cast.
    cleanup();
    localStorage.clear();
    await page('p8', { marks: [] });
    expect(document.querySelectorAll('.receipt')).toHaveLength(0);
  });

  test('a directed proxy is shown, and each seat is voted for by itself', async () => {
    await play.act('sec', { type: 'proxy.revoke', proxy: (await play.state()).represent!.proxies[0]!.id });
    await play.act('p1', { type: 'agenda.take', item: 'one' });
    await proxy({ kind: 'directed', choices: [{ item: 'two', choice: 'no' }] });
    await play.act('p1', { type: 'agenda.take', item: 'two' });
    await page('p8', { language: 'en' });
    await happens(() => play.vote());
    const theirs = within(ballot()).getByRole('region', { name: /By proxy/ });
    expect(theirs.textContent).toContain('Instructed to vote: against');
    await choose(/For/, theirs);
    await press(/^Confirm: /);
    expect(screen.getByRole('alert').textContent).toContain('The proxy instructs you to vote otherwise: against');
  });

  test('the principal is told who votes, and may vote after coming', async () => {
    await page('p13');
    await happens(() => play.vote());
    expect(screen.getByText(/^За ваше место по доверенности голосует: Армения/)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    await happens(() => play.act('p13', { type: 'attendance.join', mode: 'remote' }));
    await choose(/Воздержался/);
    await press(/^Подтвердить/);
    expect((await cast()).s13).toMatchObject({ choice: 'abstain', by: 'p13' });
  });
});

describe('A named ballot', () => {
  test('PROC-19: is changed until the close where the rules allow', async () => {
    await play.open(11, 'two', withRules({ ballots: { changeAllowed: true } }));
    await page('p8');
    await happens(() => play.vote());
    expect(ballot().textContent).toContain('До закрытия голос можно изменить.');
    await choose(/^✓?За$/);
    await press(/^Подтвердить/);
    await press('Изменить');
    await choose(/Против/);
    await press(/^Подтвердить: Против$/);
    expect((await cast()).s8?.choice).toBe('no');
    expect(ballot().textContent).toContain('Против');
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
  });

  test('PROC-32: entered by the secretary it is shown with “not so”, and the own one takes its place', async () => {
    await play.open();
    await page('p4');
    let voting = '';
    await happens(async () => {
      voting = await play.vote();
    });
    await happens(() => play.act('sec', { type: 'voting.enter', voting, seat: 's4', choice: 'no' }));
    expect(ballot().textContent).toContain('Поднятую руку записал секретарь');
    expect(ballot().textContent).toContain('Против');
    await press('Не так');
    await choose(/^✓?За$/);
    await press(/^Подтвердить: За$/);
    const own = (await cast()).s4;
    expect(own).toMatchObject({ choice: 'yes', channel: 'device', by: 'p4' });
    expect(within(ballot()).queryByRole('button', { name: 'Не так' })).toBeNull();
    // A reader who does not see hears the receipt of the ballot that counts now.
    expect(screen.getByText(`Ваш голос записан, подтверждение ${own?.receipt}`).getAttribute('role')).toBe('status');
  });

  test('PROC-30: is not offered to who left, the page says why; back, it is; what was cast keeps its receipt', async () => {
    await play.open(11, 'two', withRules({ ballots: { mayCastAfterLeaving: false } }));
    await page('p8', { language: 'en' });
    await happens(() => play.vote());
    expect(ballot().textContent).toContain('For');
    await happens(() => play.act('p8', { type: 'attendance.leave' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/^You left after this vote was opened.*Come back/)).toBeTruthy();
    await happens(() => play.act('p8', { type: 'attendance.join', mode: 'remote' }));
    await choose(/^✓?For$/);
    await press(/^Confirm: For$/);
    expect((await cast()).s8).toMatchObject({ choice: 'yes', by: 'p8' });
    await happens(() => play.act('p8', { type: 'attendance.leave' }));
    expect(ballot().textContent).toContain((await cast()).s8!.receipt);
    expect(screen.queryByText(/^You left after this vote was opened/)).toBeNull();
  });

  test('PROC-32: given by telephone, its owner is asked on the own device', async () => {
    await play.open();
    await page('p8');
    let voting = '';
    await happens(async () => {
      voting = await play.vote();
    });
    const told = { type: 'voting.assist', voting, seat: 's8', choice: 'yes' };
    await happens(() => play.act('sec', told));
    const asked = () => within(ballot()).getByRole('alert', { name: 'Это ваш голос?' });
    expect(asked().textContent).toContain('Секретарь записал по телефону ваш голос: За');
    await press('Не так');
    expect(within(ballot()).queryByRole('alert')).toBeNull();
    expect((await cast()).s8).toBeUndefined();
    await happens(() => play.act('sec', { ...told, choice: 'no' }));
    await press('Да, это мой голос');
    expect((await cast()).s8).toMatchObject({ choice: 'no', channel: 'assisted', by: 'p8' });
    expect(ballot().textContent).toContain('подан по телефону и подтверждён');
  });

  test('PROC-07: tells its weight', async () => {
    const weighted = (session: PreparedSession) => ({
      ...session,
      seats: session.seats.map(one => (one.id === 's8' ? { ...one, weight: 2_500_000 } : one)),
    });
    await play.open(11, 'two', weighted);
    await page('p8');
    await happens(() => play.vote());
    expect(ballot().textContent).toContain('вес голоса 2,5');
  });
});

describe('Ways of voting', () => {
  beforeEach(() => play.open());

  test('show of hands: in the hall a hand is raised, from afar the device votes, and the count is told', async () => {
    await page('p4');
    let voting = '';
    await happens(async () => {
      voting = await openWay({ way: 'hands' });
    });
    expect(within(ballot()).getByText('Поднимите руку: зал считает секретарь.')).toBeTruthy();
    await happens(() => play.act('sec', { type: 'voting.countHands', voting, counts: { yes: 4, no: 2 } }));
    expect(ballot().textContent).toContain('ваше место среди сосчитанных');
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
    cleanup();
    await page('p8');
    expect(ballot().textContent).toContain('В зале считают руки, вы голосуете здесь.');
    await choose(/^✓?За$/);
    await press(/^Подтвердить/);
    expect((await cast()).s8?.choice).toBe('yes');
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    expect(screen.getByText('Итог голосования').parentElement?.textContent).toContain('Ваш голос: За');
  });

  test('roll call: the order is shown, and whoever is called is told so', async () => {
    await page('p8');
    let voting = '';
    await happens(async () => {
      voting = await openWay({ way: 'roll_call', seed: 'drawn' });
    });
    const order = (await play.state()).votings[voting]!.roll!.order;
    expect(ballot().textContent).toContain(`Вы ${order.indexOf('s8') + 1}-й из 11 в порядке вызова`);
    for (let n = 0; n <= order.indexOf('s8'); n += 1)
      await happens(() => play.act('sec', { type: 'voting.callNext', voting }));
    expect(within(ballot()).getByText('Сейчас вызывают вас')).toBeTruthy();
    // Also aloud.
    expect(screen.getAllByText('Сейчас вызывают вас')).toHaveLength(2);
    await happens(() => play.act('sec', { type: 'voting.answer', voting, seat: 's8', choice: 'no' }));
    expect(ballot().textContent).toContain('Ваш ответ на перекличке записал секретарь.');
  });

  test('no objection: a countdown and one button, which ends it', async () => {
    await page('p8');
    await happens(async () =>
      play.act('p1', { type: 'voting.askObjections', motion: await play.motion(), seconds: 20 }),
    );
    expect(within(ballot()).getByRole('timer').textContent).toBe('0:20');
    expect(screen.getByRole('main').hasAttribute('inert')).toBe(false);
    await press('Возражаю', ballot());
    const voting = newest((await play.state()).votings);
    expect((await play.state()).votings[voting]).toMatchObject({
      objections: [{ seat: 's8' }],
      result: { outcome: 'objected' },
    });
    expect(screen.getAllByText(/Есть возражение/).length).toBeGreaterThan(0);
  });

  test('consensus: a position of five, silence being one, moved until the close', async () => {
    await page('p8', { language: 'en' });
    await happens(async () =>
      play.act('p1', {
        type: 'voting.openConsensus',
        motion: await play.motion(),
        by: 'seat',
        closesInSeconds: null,
      }),
    );
    expect(within(ballot()).getAllByRole('radio')).toHaveLength(4);
    expect(ballot().textContent).toContain('adopted if there is no objection');
    expect(ballot().textContent).toContain('Silence does not stand in the way.');
    await choose(/with a reservation/);
    await press(/^Confirm/);
    await press('Change');
    await choose(/I object/);
    await press(/^Confirm: I object$/);
    expect((await cast()).s8?.choice).toBe('object');
  });

  test('V50: silence: folded, with its exclusive deadline; received, then objected after being asked', async () => {
    await page('p8');
    await happens(async () =>
      play.act('p1', {
        type: 'voting.openSilence',
        motion: await play.motion(),
        closesAt: '2026-11-25T08:00:00.000Z',
      }),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    await press(/Вернуться к бюллетеню/);
    expect(ballot().textContent).toMatch(
      /До 25 ноября 2026.*, 14:00 по Бишкеку, UTC\+6\. Ровно в этот срок уже поздно/,
    );
    await press('Текст получен', ballot());
    const voting = newest((await play.state()).votings);
    expect((await play.state()).votings[voting]?.acknowledged).toEqual(['s8']);
    await press('Возражаю', ballot());
    expect((await play.state()).votings[voting]?.objections).toBeUndefined();
    await press('Да, возражаю');
    expect((await play.state()).votings[voting]?.result?.outcome).toBe('objected');
  });

  test('a written vote is cast until its deadline', async () => {
    await page('p12', { language: 'en' });
    await happens(async () =>
      play.act('p1', {
        type: 'voting.openWritten',
        motion: await play.motion(),
        method: 'named',
        majority: 'present',
        closesAt: '2026-11-25T08:00:00.000Z',
      }),
    );
    await press(/Back to the ballot/);
    expect(ballot().textContent).toContain('At that very minute it is too late.');
    await choose(/For/);
    await press(/^Confirm: For$/);
    expect((await cast()).s12?.choice).toBe('yes');
  });

  test('a test vote is plainly marked, before and after', async () => {
    await page('p8');
    let voting = '';
    await happens(async () => {
      const text = { ru: 'Видно ли вам бюллетень?' };
      const state = await play.act('p1', { type: 'voting.openTest', text, method: 'named', closesInSeconds: null });
      voting = newest(state.votings);
    });
    expect(within(ballot()).getByText('Это проба. Она ничего не решает.')).toBeTruthy();
    await choose(/^✓?За$/);
    await press(/^Подтвердить/);
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    expect(screen.getByText('Это проба. Она ничего не решает.')).toBeTruthy();
  });

  test('a seat that was given a paper has no ballot on its device', async () => {
    await page('p4');
    await happens(async () => {
      const voting = await openWay({ way: 'paper', method: 'secret', tellers: ['p2', 'p3'] });
      await play.act('sec', { type: 'voting.issuePaper', voting, seat: 's4' });
    });
    expect(ballot().textContent).toContain('Ваш бюллетень бумажный.');
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
    expect(screen.getByRole('main').hasAttribute('inert')).toBe(false);
  });

  test('PROC-14: a voided vote tells why', async () => {
    await page('p8');
    await happens(async () => {
      const voting = await play.vote();
      await play.act('p1', { type: 'voting.void', voting, reason: 'outage' });
    });
    expect(screen.getByText(/^Причина: сбой связи/)).toBeTruthy();
  });
});

describe('Elections by method', () => {
  const elect = async (method: string, seats: number) => {
    const office = { id: 'board', title: { ru: 'Правление', en: 'Board' } };
    const called = await play.act('p1', { type: 'election.call', office, seats, method, onTie: 'runoff', term: null });
    const election = newest(called.elections ?? {});
    for (const seat of ['s2', 's5', 's9'])
      await play.act('sec', { type: 'election.nominate', election, seat, label: { ru: seat, en: seat } });
    await play.act('p1', { type: 'election.open', election, method: 'named', closesInSeconds: null });
  };
  beforeEach(() => play.open(11, 'three'));

  test('several marks, the limit counted', async () => {
    await page('p8', { language: 'en' });
    await happens(() => elect('block_plurality', 2));
    const mark = (name: string) => user.click(within(ballot()).getByRole('checkbox', { name }));
    await mark('s2');
    await mark('s9');
    expect(within(ballot()).getByText('2 of 2 marked')).toBeTruthy();
    await mark('s5');
    expect((within(ballot()).getByRole('checkbox', { name: 's5' }) as HTMLInputElement).checked).toBe(false);
    await press(/^Confirm: 2 names$/);
    expect((await cast()).s8?.choice).toBe('c1.c3');
    expect(ballot().textContent).toContain('s2, s9');
  });

  test('approval marks as many as one likes; a blank ballot is one of its own', async () => {
    await page('p8', { language: 'en' });
    await happens(() => elect('approval', 1));
    for (const name of ['s2', 's5', 's9']) await user.click(within(ballot()).getByRole('checkbox', { name }));
    expect(ballot().textContent).toContain('Marked: 3');
    await choose(/Blank ballot/);
    expect(ballot().textContent).toContain('Marked: 0');
    await press(/^Confirm: Blank ballot$/);
    expect((await cast()).s8?.choice).toBe('abstain');
  });

  test('V56: a ranking is made by buttons and by keys', async () => {
    await page('p8', { language: 'en' });
    await happens(() => elect('stv', 2));
    await press('s5: put in place 1', ballot());
    await press('s9: put in place 2', ballot());
    await press('Up: s9', ballot());
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Up: s9');
    await press('s2: put in place 3', ballot());
    act(() => within(ballot()).getByRole('button', { name: 'Up: s2' }).focus());
    await user.keyboard('{ArrowUp}{ArrowUp}');
    await press('Take off: s5', ballot());
    await press(/^Confirm: 2 names$/);
    expect((await cast()).s8?.choice).toBe('c1.c3');
  });

  test('one mark of an absolute majority', async () => {
    await page('p8', { language: 'en' });
    await happens(() => elect('absolute_majority', 1));
    await choose(/s5/);
    await press(/^Confirm: s5$/);
    expect((await cast()).s8?.choice).toBe('c2');
  });
});

describe('The outcome on a phone', () => {
  test('V53: who goes on to the second ballot is told so, and wears no star', async () => {
    await play.open(11, 'three');
    const office = { id: 'board', title: { ru: 'Правление', en: 'Board' } };
    const called = await play.act('p1', {
      ...{ type: 'election.call', office, seats: 1, method: 'absolute_majority', onTie: 'runoff', term: null },
    });
    const election = newest(called.elections ?? {});
    for (const ru of ['Первый', 'Второй', 'Третий'])
      await play.act('sec', { type: 'election.nominate', election, seat: null, label: { ru } });
    const opened = await play.act('p1', { type: 'election.open', election, method: 'named', closesInSeconds: null });
    const voting = newest(opened.votings);
    await play.cast(voting, { s1: 'c1', s2: 'c1', s3: 'c1', s4: 'c2', s5: 'c2', s6: 'c3' });
    await play.act('p1', { type: 'voting.close', voting });
    await page('p8');
    const names = screen.getAllByRole('term').map(one => one.textContent);
    expect(names.slice(0, 3)).toEqual([
      '→Первый · проходит во второй тур',
      '→Второй · проходит во второй тур',
      'Третий',
    ]);
    expect(document.body.textContent).not.toContain('★');
  });

  test('PROC-09: of those not voting it says who is recused', async () => {
    await play.open(11, 'one', withRules({ representation: { recusal: 'present' } } as Partial<Rules>));
    await play.act('sec', { type: 'seat.recuse', seat: 's9', item: 'two' });
    await play.act('p1', { type: 'agenda.take', item: 'two' });
    const voting = await play.vote();
    await play.cast(voting, { s1: 'yes', s2: 'yes' });
    await play.act('p1', { type: 'voting.close', voting });
    await page('p8');
    expect(screen.getByText('Не голосовали: 9 (из них самоотвод: 1)')).toBeTruthy();
  });
});

describe('Who has no ballot is told why', () => {
  test.each([
    ['recused', { type: 'seat.recuse', seat: 's8', item: 'two' }, /самоотвод по этому вопросу/],
    ['suspended', { type: 'seat.suspend', seat: 's8', reason: 'dues' }, /Право голоса вашего места приостановлено\.$/],
  ])('PROC-09, PROC-10: %s', async (_why, record, said) => {
    await play.open();
    await play.act('sec', record);
    await page('p8');
    await happens(() => play.vote());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getAllByText(said).length).toBeGreaterThan(0);
  });

  test('consensus of states: the seat that speaks for the state is named', async () => {
    await play.open();
    await page('p8');
    await happens(async () =>
      play.act('p1', { type: 'voting.openConsensus', motion: await play.motion(), by: 'state', closesInSeconds: null }),
    );
    expect(screen.getByText(/За ваше государство здесь отвечает другое место: Армения, государственный/)).toBeTruthy();
  });
});

describe('The outcome of a compound rule', () => {
  test('tells every condition, and how each state stood', async () => {
    await play.open(
      15,
      'two',
      withRules({
        majorities: [
          {
            key: 'present',
            threshold: {
              kind: 'fraction',
              num: 1,
              den: 2,
              cmp: 'gt',
              base: 'present',
              states: { position: 'internal', num: 2, den: 3, cmp: 'gte', base: 'all' },
            },
          },
        ],
      }),
    );
    await page('p8');
    await happens(async () => {
      const voting = await play.vote();
      const yes = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'];
      await play.cast(voting, Object.fromEntries(yes.map(seat => [seat, 'yes'])));
      await play.cast(voting, { s10: 'no', s13: 'no' });
      await play.act('p1', { type: 'voting.close', voting });
    });
    const parts = within(screen.getByRole('list', { name: 'Условия' })).getAllByRole('listitem');
    expect(parts.map(one => one.textContent)).toEqual([
      '✓Голосов за: 9 из 15, требуется 8',
      '✕Государств за: 3 из 5, требуется 4',
    ]);
    expect(screen.getByRole('list', { name: 'Как голосовали государства' }).textContent).toContain('KZ: против');
  });
});
