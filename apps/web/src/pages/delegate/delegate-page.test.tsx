import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JournalHeads, Me } from '@kengesh/contracts';
import { entryOf, presenceOf, valuesOf } from '@kengesh/domain';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { FaceLanguage } from '../../language.js';
import { DelegatePage } from './delegate-page.js';
import { createPlay, type Play, Played } from './played.suite.js';
import { bringOutcomes } from './use-outcomes.js';

// jsdom has no CSS object; keys that walk through radio buttons ask it to escape their name.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;

let play: Play;
// As on a page that has stood for a while.
beforeAll(bringOutcomes);
beforeEach(() => {
  play = createPlay();
  localStorage.clear();
});
afterEach(cleanup);

const sealed = { seq: 40, hash: 'ab'.repeat(32) };
let heads: JournalHeads = { proceedings: sealed, present: sealed };

/** The page of one participant; `again` opens it anew, as a reload does. */
async function page(who: string, { language = 'ru', ...more }: { language?: FaceLanguage } & Partial<Me> = {}) {
  const wire = await play.wire(who);
  globalThis.fetch = (async (path: string) => ({
    ok: true,
    status: 200,
    json: async () => (path.endsWith('/heads') ? heads : play.meOf(who)),
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
const choose = async (name: RegExp) => user.click(within(ballot()).getByRole('radio', { name }));
const press = async (name: RegExp) => user.click(screen.getByRole('button', { name }));

describe('A ballot in a named vote', () => {
  test('rises when the vote opens, with the text and no default; chosen, confirmed, recorded with a receipt', async () => {
    await play.open();
    await page('p8');
    expect(screen.queryByRole('dialog')).toBeNull();
    await happens(() => play.vote());
    expect(within(ballot()).getByText(/^Рекомендовать государственным органам/)).toBeTruthy();
    const radios = within(ballot()).getAllByRole('radio') as HTMLInputElement[];
    expect(radios.map(one => one.checked)).toEqual([false, false, false]);
    // Nothing is sent without a choice.
    await press(/^Подтвердить/);
    expect((await play.state()).ballots).toEqual({});
    await choose(/За/);
    await press(/^Подтвердить: За$/);
    expect(ballot().textContent).toMatch(/Записан 14:00:00 · подтверждение [A-Z2-9]{3}-[A-Z2-9]{3}/);
    const recorded = entryOf(valuesOf((await play.state()).ballots)[0], 's8');
    expect(recorded?.choice).toBe('yes');
    expect(ballot().textContent).toContain(recorded?.receipt ?? '?');
  });

  test('is still recorded after a reload, and does not take the focus then', async () => {
    await play.open();
    const voting = await play.vote();
    await play.cast(voting, { s8: 'no' });
    await page('p8', { language: 'en' });
    expect(ballot().textContent).toMatch(/Against.*Recorded 14:00:00 · receipt/);
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
    expect(document.activeElement).toBe(document.body);
  });

  test('takes the focus once when it opens, and leaves the page behind it until it is folded', async () => {
    await play.open();
    await page('p8');
    await happens(() => play.vote());
    expect(document.activeElement?.textContent).toBe('Идёт поимённое голосование');
    expect(screen.getByRole('main', { hidden: true }).hasAttribute('inert')).toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('main').hasAttribute('inert')).toBe(false);
    await press(/Вернуться к бюллетеню/);
    expect(ballot()).toBeTruthy();
  });

  test('leaves the focus where somebody chooses a language', async () => {
    await play.open();
    await page('p8');
    screen.getByLabelText(/Язык/).focus();
    await happens(() => play.vote());
    expect(document.activeElement).toBe(screen.getByLabelText(/Язык/));
    expect(ballot()).toBeTruthy();
  });

  test('is done by keyboard alone', async () => {
    await play.open();
    await page('p8');
    await happens(() => play.vote());
    within(ballot()).getAllByRole('radio')[0]!.focus();
    await user.keyboard(' {ArrowDown}');
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Подтвердить: Против');
    await user.keyboard('{Enter}');
    expect(entryOf(valuesOf((await play.state()).ballots)[0], 's8')?.choice).toBe('no');
  });

  test('without a line the choice waits, says that it is not recorded, and goes when the line is back', async () => {
    await play.open();
    await page('p8');
    await happens(() => play.vote());
    await happens(async () => play.line({ status: 'lost', since: Date.now() - 8000 }));
    await choose(/Воздержался/);
    await press(/^Подтвердить/);
    expect(ballot().textContent).toContain('Ещё не записан');
    expect(screen.getByText(/^Ваш выбор ждёт отправки и ещё не записан/)).toBeTruthy();
    expect(screen.getByText(/Нет связи 8 секунд\. Вы видите то, что было в 13:59:5/)).toBeTruthy();
    expect((await play.state()).ballots).toEqual({});
    await happens(async () => play.line({ status: 'live' }));
    expect(ballot().textContent).toMatch(/Записан 14:00:00/);
    expect(screen.queryByText(/Нет связи/)).toBeNull();
  });

  test('that comes after the close is refused in a sentence, and the outcome says that it was not recorded', async () => {
    await play.open();
    await page('p8');
    let voting = '';
    await happens(async () => {
      voting = await play.vote();
    });
    await choose(/За/);
    await happens(async () => play.line({ status: 'lost', since: Date.now() }));
    await press(/^Подтвердить/);
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    await happens(async () => play.line({ status: 'live' }));
    expect(screen.getByRole('alert').textContent).toContain('Голосование уже закрыто, голос не принят.');
    await press(/Понятно/);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Ваш голос записан не был')).toBeTruthy();
  });

  test('REC-02: after the close the outcome stands in a sentence, with the counts and one’s own vote', async () => {
    await play.open();
    await page('p8', { language: 'en' });
    await happens(async () => {
      const voting = await play.vote();
      await play.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'yes', s5: 'yes', s7: 'yes', s8: 'no' });
      await play.act('p1', { type: 'voting.close', voting });
    });
    const outcome = screen.getByText('Outcome of the vote').parentElement!;
    expect(outcome.textContent).toContain('Adopted: 6');
    expect(outcome.textContent).toContain('Your vote: Against');
    expect(outcome.textContent).toContain('Did not vote: 4');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('A ballot in a secret vote', () => {
  test('says what secret means and does not mean; recorded without choice or time, also after a reload', async () => {
    await play.open();
    await page('p8');
    await happens(() => play.vote('secret'));
    expect(within(ballot()).getByText(/пока голосование открыто, тот, кто управляет сервером/)).toBeTruthy();
    await choose(/Против/);
    await press(/^Подтвердить/);
    const [mark] = play.marksOf('p8');
    expect(ballot().textContent).toContain(`подтверждение ${mark?.receipt}`);
    expect(ballot().textContent).not.toMatch(/Против|14:00/);
    cleanup();
    await page('p8');
    expect(ballot().textContent).toContain(`подтверждение ${mark?.receipt}`);
    expect(within(ballot()).queryAllByRole('radio')).toEqual([]);
  });

  test('SEC-26: once it has ended no ballot is offered, and it is being counted until the key has come', async () => {
    await play.open();
    await page('p8');
    const voting = await play.vote('secret');
    await happens(() => play.cast(voting, { s5: 'yes', s6: 'yes', s7: 'no', s9: 'no' }));
    expect(ballot()).toBeTruthy();
    await play.holders(false);
    await happens(() => play.act('p1', { type: 'voting.close', voting }));
    expect((await play.state()).votings[voting]).toMatchObject({ closedAt: null, key: { public: expect.any(String) } });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText(/голоса подсчитывают/)).toBeTruthy();
    await happens(() => play.holders(true));
    expect(screen.queryByText(/голоса подсчитывают/)).toBeNull();
  });

  test('an election lists the candidates, against all and abstention', async () => {
    await play.open(11, 'three');
    await page('p8', { language: 'en' });
    await happens(() => play.election(['s2', 's5']));
    expect(ballot().textContent).toContain('Election: Chair of the council');
    expect(within(ballot()).getAllByRole('radio')).toHaveLength(4);
    expect(within(ballot()).getByRole('radio', { name: /Against all/ })).toBeTruthy();
  });
});

describe('Who has no ballot', () => {
  test('a latecomer is told why and sees no control', async () => {
    await play.open();
    await play.vote();
    play.wait(5);
    await play.act('p13', { type: 'attendance.join', mode: 'remote' });
    await page('p13');
    expect(screen.getByText(/Вы присоединились, когда голосование уже открылось/)).toBeTruthy();
    expect(screen.queryAllByRole('radio')).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('PROC-10: an observer follows the vote without a ballot and without a hand', async () => {
    await play.open();
    await play.vote();
    await page('obs');
    expect(screen.getByText(/Голосуют члены совета/)).toBeTruthy();
    expect(screen.queryAllByRole('radio')).toEqual([]);
    expect(screen.queryByRole('button', { name: /слова/ })).toBeNull();
    expect(screen.queryByText('Мои голоса')).toBeNull();
  });
});

describe('Joining', () => {
  test('a remote delegate joins by one button and joins again by itself after a reload', async () => {
    await play.prepare();
    await page('p9');
    await press(/^Присоединиться дистанционно$/);
    expect(screen.getByText('Вы участвуете дистанционно', { exact: false })).toBeTruthy();
    cleanup();
    await play.act('system', { type: 'attendance.lineLost', participant: 'p9' });
    play.wait(61);
    const { lostAt } = presenceOf(await play.state(), 'p9')!;
    await play.act('system', { type: 'attendance.graceEnd', participant: 'p9', lostAt });
    expect(presenceOf(await play.state(), 'p9')?.here).toBe(false);
    await page('p9');
    await happens(async () => {});
    expect(presenceOf(await play.state(), 'p9')?.here).toBe(true);
  });

  test('a secretary’s record that one has left is not overruled by the page; one is asked', async () => {
    await play.prepare();
    await page('p9');
    await press(/^Присоединиться дистанционно$/);
    const realNow = Date.now;
    try {
      // The line has long been back: what happens now is no broken line's doing.
      Date.now = () => realNow() + 60_000;
      await happens(() => play.act('sec', { type: 'attendance.checkOut', participant: 'p9' }));
    } finally {
      Date.now = realNow;
    }
    expect(presenceOf(await play.state(), 'p9')?.here).toBe(false);
    expect(screen.getByText(/Секретарь отметил, что вы ушли/)).toBeTruthy();
  });

  test('who left does not come back by a reload', async () => {
    await play.prepare();
    await page('p9');
    await press(/^Присоединиться дистанционно$/);
    await press(/^Покинуть$/);
    await press(/^Да, покинуть$/);
    cleanup();
    await page('p9');
    expect(presenceOf(await play.state(), 'p9')?.here).toBe(false);
  });

  test('who is expected in the hall is checked in by the secretary, or joins remotely instead', async () => {
    await play.prepare();
    await page('p4');
    expect(screen.getByRole('heading', { name: 'Вас ждут в зале' })).toBeTruthy();
    await happens(() => play.act('sec', { type: 'attendance.checkIn', participant: 'p4' }));
    expect(screen.getByText('Вы отмечены в зале', { exact: false })).toBeTruthy();
    cleanup();
    await page('p5');
    await press(/^Всё же участвую дистанционно$/);
    expect(presenceOf(await play.state(), 'p5')?.mode).toBe('remote');
  });
});

describe('The floor', () => {
  test('asked for, with the place in the list, given with a clock, yielded', async () => {
    await play.open();
    await page('p8', { language: 'en' });
    await happens(() => play.act('p7', { type: 'floor.ask' }));
    await press(/^Ask for the floor$/);
    expect(screen.getByText('You are on the list: place 2 of 2')).toBeTruthy();
    await press(/^Withdraw/);
    await press(/^Ask for the floor$/);
    await happens(() => play.act('p1', { type: 'floor.give', participant: 'p8', seconds: 161 }));
    expect(screen.getByRole('heading', { name: 'You have the floor' })).toBeTruthy();
    expect(screen.getAllByRole('timer')[0]?.textContent).toContain('2:41');
    expect(screen.getByText('You have been given the floor')).toBeTruthy();
    await press(/^End my speech$/);
    expect((await play.state()).floor.holder).toBeNull();
  });

  test('cannot be asked for before one has joined, and the button says why', async () => {
    await play.open();
    await page('p12');
    const button = screen.getByRole('button', { name: 'Попросить слова' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('Сначала присоединитесь к заседанию.').length).toBeGreaterThan(0);
  });
});

describe('The end', () => {
  test('a closed session thanks, shows the decisions and says where the record can be had', async () => {
    await play.open();
    const voting = await play.vote();
    await play.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'yes', s5: 'yes', s8: 'yes' });
    await play.act('p1', { type: 'voting.close', voting });
    await play.act('p1', { type: 'session.close' });
    await page('p8');
    expect(screen.getByText(/Спасибо за участие/)).toBeTruthy();
    expect(screen.getByText(/Протокол и решения можно получить у секретариата/)).toBeTruthy();
    const decisions = screen.getByRole('region', { name: 'Решения' });
    expect(decisions.textContent).toContain('Рекомендовать государственным органам');
    expect(screen.getByRole('region', { name: 'Мои голоса' }).textContent).toContain('За');
  });

  test('REC-22: it shows both hashes of the record, and the present one anew when an entry has followed', async () => {
    await play.open();
    const voting = await play.vote();
    await play.cast(voting, { s1: 'yes', s2: 'yes', s3: 'yes', s4: 'yes', s5: 'yes', s8: 'yes' });
    await play.act('p1', { type: 'voting.close', voting });
    const { id: decision, hash } = (await play.state()).decisions[0]!;
    await play.act('p1', { type: 'session.close' });
    heads = { proceedings: sealed, present: sealed };
    await page('p8', { language: 'en' });
    const section = () => screen.getByText('What the record is sealed with').closest('section')!.textContent;
    // It comes when it is asked for, and so does what it shows.
    expect(await screen.findByText('What the record is sealed with', {}, { timeout: 5000 })).toBeTruthy();
    await act(async () => {});
    expect(section()).toContain(`Hash of the proceedings, sealed at entry No. 40${'ab'.repeat(32)}`);
    expect(section()).toContain(`Hash of the journal now, at entry No. 40${'ab'.repeat(32)}`);
    expect(section()).toContain('0 entries so far');
    heads = { proceedings: sealed, present: { seq: 41, hash: 'cd'.repeat(32) } };
    await happens(() => play.act('p1', { type: 'decision.sign', decision, hash }));
    expect(section()).toContain(`Hash of the proceedings, sealed at entry No. 40${'ab'.repeat(32)}`);
    expect(section()).toContain(`Hash of the journal now, at entry No. 41${'cd'.repeat(32)}`);
    expect(section()).toContain('1 entry so far');
  });

  test('a revoked link ends the page with a sentence and what to do', async () => {
    await play.open();
    await page('p8');
    await happens(async () => play.line({ status: 'ended', code: 'auth.revoked' }));
    expect(screen.getByRole('alert').textContent).toContain('отозвана');
    expect(screen.getByText(/попросите новую у секретариата/)).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  test('a recess tells when it ends, in the session’s own zone', async () => {
    await play.open();
    await play.act('p1', { type: 'session.recess', minutes: 15 });
    await page('p8', { language: 'en' });
    expect(screen.getByRole('heading', { name: /Recess until 14:15 Bishkek time, UTC\+6/ })).toBeTruthy();
  });
});

describe('Video', () => {
  test('that is not set up is one quiet line, and nothing else is missing', async () => {
    await play.open();
    await page('p8');
    expect(screen.getByText('Видеосвязь не настроена. Всё остальное работает.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Слушать/ })).toBeNull();
  });

  test.each([
    [409, 'video.not_admitted', 'В видеокомнату можно войти, когда заседание подготовлено и не закрыто.'],
    [503, 'fault', 'Звука и видео сейчас нет, подключаем снова. На голосование это не влияет.'],
  ])('that fails (%i %s) is told in a sentence, and the page goes on without it', async (status, code, said) => {
    await play.open();
    await page('p8', { video: true });
    const asked: string[] = [];
    globalThis.fetch = (async (path: string) => {
      asked.push(path);
      return { ok: false, status, json: async () => ({ code, params: {} }) };
    }) as unknown as typeof fetch;
    await press(/Слушать и смотреть/);
    await user.click(await screen.findByRole('radio', { name: /^Только слушать/ }));
    await press(/^Подключиться$/);
    expect(await screen.findByText(said)).toBeTruthy();
    expect(asked).toEqual(['/api/sessions/session-2/video-token']);
    await happens(() => play.vote());
    expect(ballot()).toBeTruthy();
  });
});
