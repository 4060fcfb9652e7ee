import { describe, expect, test } from '@jest/globals';
import type { PreparedSession } from '@kengesh/domain';
import { act, render, screen } from '@testing-library/react';
import { createPlay, Played } from '../delegate/played.suite.js';
import { HallScreen } from './hall-face.js';

async function hall(here = 11, change?: (session: PreparedSession) => PreparedSession) {
  const play = createPlay();
  await play.open(here, 'two', change);
  const wire = await play.wire(null);
  render(
    <Played play={play} wire={wire} me={play.meOf(null)}>
      <HallScreen />
    </Played>,
  );
  const happens = (what: () => Promise<unknown>) => act(async () => void (await what()));
  return { play, happens };
}
const text = () => screen.getByRole('main').textContent ?? '';

describe('The hall’s screen in every way of voting', () => {
  test('no objection: the question and the time that is left', async () => {
    const { play, happens } = await hall();
    await happens(async () =>
      play.act('p1', { type: 'voting.askObjections', motion: await play.motion(), seconds: 20 }),
    );
    expect(screen.getByRole('timer').textContent).toBe('0:20');
    expect(text()).toContain('Есть ли возражения?');
    expect(text()).toContain('Unless somebody objects, it is adopted');
    await happens(async () => {
      const voting = Object.keys((await play.state()).votings)[0]!;
      await play.act('p8', { type: 'voting.object', voting, seat: 's8', kind: 'objection' });
    });
    expect(text()).toContain('Есть возражение');
  });

  test('roll call: the name that is called now, and the next one', async () => {
    const { play, happens } = await hall();
    let voting = '';
    await happens(async () => {
      const motion = await play.motion();
      const state = await play.act('p1', {
        type: 'voting.open',
        motion,
        method: 'named',
        majority: 'present',
        closesInSeconds: null,
        way: 'roll_call',
        seed: 'drawn',
      });
      voting = Object.keys(state.votings)[0]!;
    });
    expect(text()).toContain('Перекличка сейчас начнётся');
    await happens(() => play.act('sec', { type: 'voting.callNext', voting }));
    const state = await play.state();
    const [first, second] = state.votings[voting]!.roll!.order;
    const name = (seat?: string) => state.prepared!.seats.find(one => one.id === seat)!.label.ru!;
    expect(screen.getByText(name(first))).toBeTruthy();
    expect(screen.getByText(`Далее: ${name(second)}`)).toBeTruthy();
  });

  test('hands are asked for; a test is marked as one', async () => {
    const { play, happens } = await hall();
    await happens(async () => {
      const motion = await play.motion();
      await play.act('p1', {
        type: 'voting.open',
        motion,
        method: 'named',
        majority: 'present',
        closesInSeconds: null,
        way: 'hands',
      });
    });
    expect(text()).toContain('Поднимите руку: секретарь считает зал');
    await happens(async () => {
      const voting = Object.keys((await play.state()).votings)[0]!;
      await play.act('sec', { type: 'voting.countHands', voting, counts: { yes: 5 } });
    });
    expect(text()).toContain('Зал сосчитан');
    await happens(async () => {
      const voting = Object.keys((await play.state()).votings)[0]!;
      await play.act('p1', { type: 'voting.void', voting, reason: 'mistake' });
      await play.act('p1', { type: 'voting.openTest', text: { ru: 'Проба' }, method: 'named', closesInSeconds: null });
    });
    expect(text()).toContain('Проба, ничего не решает · A test, decides nothing');
  });

  test('a point of order is shown with its seat, though somebody speaks, and the speech returns after it', async () => {
    const { play, happens } = await hall();
    await happens(async () => {
      await play.act('p1', { type: 'floor.give', participant: 'p7', seconds: 60 });
      await play.act('p8', { type: 'order.point', about: 'procedure' });
    });
    expect(text()).toContain('К порядку ведения');
    expect(text()).toContain('Армения, общественная организация');
    await happens(async () => {
      const point = Object.keys((await play.state()).order!.points)[0]!;
      await play.act('p1', { type: 'order.rule', point, ruling: 'dismissed' });
    });
    expect(text()).toContain('Армения, государственный орган');
  });

  test('PROC-09: of those not voting the outcome says who is recused', async () => {
    const { play, happens } = await hall(11, one => ({
      ...one,
      rules: { ...one.rules, representation: { recusal: 'present' } as NonNullable<typeof one.rules.representation> },
    }));
    await happens(async () => {
      await play.act('sec', { type: 'seat.recuse', seat: 's9', item: 'three' });
      await play.act('p1', { type: 'agenda.take', item: 'three' });
      const motion = await play.motion('three');
      const more = { method: 'named', majority: 'present', closesInSeconds: null };
      const state = await play.act('p1', { type: 'voting.open', motion, ...more });
      const voting = Object.keys(state.votings).at(-1)!;
      await play.cast(voting, { s1: 'yes', s2: 'yes' });
      await play.act('p1', { type: 'voting.close', voting });
    });
    expect(text()).toContain('Не голосовали 9 (из них самоотвод: 1)');
  });

  test('V53: who goes on to the second ballot is told so on the hall’s screen, without a star', async () => {
    const { play, happens } = await hall(11);
    await happens(async () => {
      const office = { id: 'board', title: { ru: 'Правление', en: 'Board' } };
      const how = { seats: 1, method: 'absolute_majority', onTie: 'runoff', term: null };
      const called = await play.act('p1', { type: 'election.call', office, ...how });
      const election = Object.keys(called.elections ?? {}).at(-1)!;
      for (const ru of ['Первый', 'Второй', 'Третий'])
        await play.act('sec', { type: 'election.nominate', election, seat: null, label: { ru } });
      const opened = await play.act('p1', { type: 'election.open', election, method: 'named', closesInSeconds: null });
      const voting = Object.keys(opened.votings).at(-1)!;
      await play.cast(voting, { s1: 'c1', s2: 'c1', s3: 'c1', s4: 'c2', s5: 'c2', s6: 'c3' });
      await play.act('p1', { type: 'voting.close', voting });
    });
    expect(text()).toContain('→Первый · проходит во второй тур');
    expect(text()).not.toContain('★');
  });

  test('a compound outcome shows each condition and each state; a voided vote says so', async () => {
    const majorities = [
      {
        key: 'present',
        threshold: {
          kind: 'fraction' as const,
          num: 1,
          den: 2,
          cmp: 'gt' as const,
          base: 'present' as const,
          states: { position: 'internal' as const, num: 2, den: 3, cmp: 'gte' as const, base: 'all' as const },
        },
      },
    ];
    const { play, happens } = await hall(15, one => ({ ...one, rules: { ...one.rules, majorities } }));
    await happens(async () => {
      const voting = await play.vote();
      const yes = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'];
      await play.cast(voting, Object.fromEntries(yes.map(seat => [seat, 'yes'])));
      await play.act('p1', { type: 'voting.close', voting });
    });
    expect(text()).toContain('✓Голосов за 9 из 15, требуется 8');
    expect(text()).toContain('✕Государств за 3 из 5, требуется 4');
    expect(text()).toContain('KZ –');
    await happens(async () => {
      play.wait(2);
      const voting = await play.vote();
      await play.act('p1', { type: 'voting.void', voting, reason: 'outage' });
    });
    expect(text()).toContain('Голосование признано несостоявшимся');
  });
});
