import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ActReply } from '@kengesh/contracts';
import { boxOf, councilSession, receiptOf, type State, viewerOf } from '@kengesh/domain';
import { createFollower, type Frame, fold, markOf, type Snapshot } from '@kengesh/journal';
import { DataSource } from 'typeorm';
import { CredentialWatch } from './credential-watch.js';
import { type Act, type LiveKit, liveKit, type ReceivedEvent, until } from './live-kit.suite.js';
import { hasPythonClient, MISSING, PythonClient } from './python-client.suite.js';

let kit: LiveKit;
beforeAll(async () => {
  kit = await liveKit();
});
afterAll(() => kit?.close());

const join: Act = { type: 'attendance.join', mode: 'remote' };
const refusedOf = (answer: ActReply) => (answer.ok ? null : answer.refused);
const journalOf = (sent: readonly ReceivedEvent[]) =>
  sent.filter(([name]) => name === 'frame' || name === 'snapshot').map(([, value]) => value as Frame | Snapshot<State>);

/** What a page makes of all it was sent, in this order. */
function followed(sent: readonly ReceivedEvent[], whole: State, participant: string | null) {
  const gaps: number[] = [];
  const viewer = viewerOf(whole, participant);
  const follower = createFollower<State>({ def: councilSession, viewer, resync: ({ seq }) => gaps.push(seq) });
  for (const message of journalOf(sent)) follower.apply(message);
  return { held: follower.held, gaps, shouldBe: councilSession.view(whole, viewer) };
}

describe('the handshake', () => {
  test('nothing shown, a forged token, a token of another handle', async () => {
    const id = await kit.session();
    const chair = await kit.device(id, 'p_1');
    const headers = { origin: `http://127.0.0.1:${kit.port}` };
    expect(await kit.refusal({}, headers)).toBe('auth.none');
    expect(await kit.refusal({ as: 'p_1' }, headers)).toBe('auth.none');
    expect(await kit.refusal({ as: 'p_1' }, { ...headers, cookie: `kg_p_1=${'x'.repeat(43)}` })).toBe('auth.invalid');
    expect(await kit.refusal({ as: 'p_2' }, { ...headers, cookie: `kg_p_2=${chair.token}` })).toBe('auth.invalid');
    expect(await kit.refusal({ token: 'x'.repeat(43) })).toBe('auth.invalid');
    expect(await kit.refusal({ token: { $ne: 1 } }, headers)).toBe('auth.none');
  });

  test('one device has twenty lines at the most; another device is let in', async () => {
    const id = await kit.session();
    const flood = await kit.device(id, 'p_1');
    for (let n = 0; n < 20; n++) await kit.line(flood);
    expect(await kit.refusal({ token: flood.token })).toBe('limit.lines');
    await kit.line(await kit.device(id, 'p_1'));
  });

  test('a page of others is given no leave to send our header', async () => {
    const asked = await fetch(`http://127.0.0.1:${kit.port}/socket.io/?EIO=4&transport=polling`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-kengesh-as',
      },
    });
    expect([...asked.headers.keys()].filter(name => name.startsWith('access-control-'))).toEqual([]);
  });

  test('a foreign origin is refused whatever it shows; without an origin only a bearer counts', async () => {
    const id = await kit.session();
    const { token } = await kit.device(id, 'p_1');
    const cookie = `kg_p_1=${token}`;
    const evil = { origin: 'https://evil.example', cookie };
    expect(await kit.refusal({ as: 'p_1' }, evil)).toBe('auth.origin');
    expect(await kit.refusal({ token }, evil)).toBe('auth.origin');
    expect(await kit.refusal({ as: 'p_1' }, { origin: 'null', cookie })).toBe('auth.origin');
    expect(await kit.refusal({ as: 'p_1' }, { origin: `http://127.0.0.1:${kit.port + 1}`, cookie })).toBe(
      'auth.origin',
    );
    expect(await kit.refusal({ as: 'p_1' }, { cookie })).toBe('auth.origin');
    for (const headers of [
      { origin: `http://127.0.0.1:${kit.port}`, cookie },
      { 'sec-fetch-site': 'same-origin', cookie },
      // A page of ours that polls over plain HTTP, or in an older browser.
      { 'x-kengesh-as': 'p_1', cookie },
    ]) {
      const own = kit.page({ as: 'p_1' }, headers);
      own.socket.connect();
      await until(() => own.sent.some(([name]) => name === 'snapshot'));
    }
  });

  test('an account of the desk has no line, and a revoked device none any more', async () => {
    const id = await kit.session();
    const desk = await kit.device(id, 'a_desk', 'account');
    expect(await kit.refusal({ token: desk.token })).toBe('auth.invalid');
    const device = await kit.device(id, 'p_1');
    await kit.identities().revokeAndAnnounce({ id: device.authSession });
    expect(await kit.refusal({ token: device.token })).toBe('auth.revoked');
  });

  test('over long polling too', async () => {
    const id = await kit.session();
    const { token } = await kit.device(id, 'p_1');
    const { socket, sent } = kit.page({ token }, {}, { transports: ['polling'] });
    socket.connect();
    await until(() => sent.some(([name]) => name === 'snapshot'));
    expect(socket.io.engine.transport.name).toBe('polling');
  });
});

describe('the first answer', () => {
  test('a snapshot as this viewer may see it, the same text the slow way would give', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const { state, seq, hash } = await kit.journal().state(id);
    for (const [as, kind] of [
      ['p_1', 'participant'],
      ['p_5', 'participant'],
      ['p_sec', 'participant'],
      ['s_wall', 'screen'],
    ] as const) {
      const { sent } = await kit.line(await kit.device(id, as, kind));
      const viewer = viewerOf(state, kind === 'screen' ? null : as);
      expect(sent[0]).toEqual([
        'snapshot',
        JSON.parse(JSON.stringify({ seq, hash, state: councilSession.view(state, viewer) })),
      ]);
    }
  });

  test('comes packed for a page that unpacks, and says the same', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const device = await kit.device(id, 'p_5');
    const plain = await kit.line(device);
    const packed = await kit.line(device, { packs: true });
    const [name, body] = packed.sent[0]!;
    expect(name).toBe('packed');
    expect(JSON.parse(inflateRawSync(body as unknown as Buffer).toString())).toEqual(plain.sent[0]);
    expect((body as unknown as Buffer).length * 2).toBeLessThan(JSON.stringify(plain.sent[0]).length);
    const polling = kit.page({ token: device.token, packs: true }, {}, { transports: ['polling'] });
    polling.socket.connect();
    expect(await until(() => polling.sent[0])).toEqual(plain.sent[0]);
  });

  test('the missing entries for a page that holds a seq, J-40', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const first = await kit.line(device);
    const held = (first.sent[0] as ['snapshot', Snapshot<State>])[1];
    first.socket.disconnect();
    await kit.voting(id);
    const { sent } = await kit.line(device, { seq: held.seq, hash: held.hash });
    expect(sent[0]![0]).toBe('frame');
    const { state, seq } = await kit.journal().state(id);
    expect(sent[0]![1]).toMatchObject({ from: held.seq, to: seq });
    const { held: now, shouldBe } = followed([['snapshot', held], ...sent], state, 'p_5');
    expect(now).toEqual({ seq, state: JSON.parse(JSON.stringify(shouldBe)) });
  });

  test.each([-1, 1.5, 10_000, 'x'])('a seq of %p that cannot be gets a snapshot', async seq => {
    const id = await kit.session();
    const { sent } = await kit.line(await kit.device(id, 'p_5'), { seq });
    expect(sent[0]![0]).toBe('snapshot');
  });

  test('whoever was long away is told his own few entries; only what is much for him comes as a whole', async () => {
    const id = await kit.session();
    const away = await kit.device(id, 'p_5');
    await kit.voting(id);
    const { seq: held, hash } = await kit.journal().state(id);
    // Others come and go: the bureau's affair.
    const comings = Array.from({ length: 300 }, () => [
      ['p_sec', { type: 'attendance.checkIn', participant: 'p_4' }] as const,
      ['p_sec', { type: 'attendance.checkOut', participant: 'p_4' }] as const,
    ]).flat();
    await kit.done(id, ...comings);
    const { seq: later } = await kit.journal().state(id);
    expect(later - held).toBeGreaterThan(500);
    const back = await kit.line(away, { seq: held, hash });
    expect(back.sent[0]).toMatchObject(['frame', { from: held, to: later }]);
    expect((back.sent[0]![1] as Frame).entries.length).toBeLessThan(10);
    // Hands are for all to see.
    const hands = Array.from({ length: 260 }, () => [
      ['p_3', { type: 'floor.ask' }] as const,
      ['p_3', { type: 'floor.withdraw', participant: 'p_3' }] as const,
    ]).flat();
    await kit.done(id, ...hands);
    const again = await kit.line(away, { seq: held, hash });
    expect(again.sent[0]![0]).toBe('snapshot');
  });

  test('a gap is healed by resync', async () => {
    const id = await kit.session();
    const { socket, sent } = await kit.line(await kit.device(id, 'p_5'));
    await kit.voting(id);
    const { seq } = await kit.journal().state(id);
    await until(() => journalOf(sent).some(each => 'to' in each && each.to === seq));
    sent.length = 0;
    const [entry] = await kit.journal().entries(id, seq - 4, 1);
    socket.emit('resync', { seq: seq - 3, hash: entry?.hash });
    await until(() => sent.some(([name, value]) => name === 'frame' && (value as Frame).from === seq - 3));
    socket.emit('resync', { seq: 99_999 });
    await until(() => sent.some(([name]) => name === 'snapshot'));
    socket.emit('resync', 'nonsense' as never);
    await until(() => sent.filter(([name]) => name === 'snapshot').length === 2);
    // As pages of earlier builds do: whether that is still so nobody can tell.
    socket.emit('resync', { seq: seq - 3 });
    await until(() => sent.filter(([name]) => name === 'snapshot').length === 3);
    expect(journalOf(sent).some(each => 'putBack' in each)).toBe(false);
  });
});

test('asking for more too fast is answered late, but answered', async () => {
  const id = await kit.session();
  const { socket, sent } = await kit.line(await kit.device(id, 'p_5'));
  const [, { hash }] = sent[0] as ['snapshot', Snapshot<State>];
  for (let n = 0; n < 100; n++) socket.emit('resync', { seq: 1, hash });
  await until(() => sent.filter(([name]) => name === 'snapshot').length === 2);
  expect(sent.filter(([name]) => name === 'frame').length).toBeLessThanOrEqual(42);
});

describe('an act', () => {
  test('is answered alike over socket and HTTP, and done once whatever way it is sent again', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const page = await kit.line(device);
    const command = kit.command();
    const first = await page.ask(join, command);
    expect(first).toMatchObject({ ok: true, repeated: false, receipt: null, seqs: [2], head: 2 });
    const again = await page.ask(join, command);
    const http = await kit.post(device, id, join, command);
    expect(again).toEqual({ ...first, repeated: true });
    expect(http).toEqual({ status: 200, body: { ...first, repeated: true } });
    expect(await kit.seq(id)).toBe(2);
    const other = await kit.post(await kit.device(id, 'p_4'), id, join);
    expect(Object.keys(other.body).sort()).toEqual(Object.keys(first).sort());
  });

  test('is told to everyone as far as they may see it', async () => {
    const id = await kit.session();
    const names = ['p_1', 'p_3', 'p_4', 'p_5', 'p_sec', 'p_obs'];
    const pages = await Promise.all(names.map(async as => kit.line(await kit.device(id, as))));
    const screen = await kit.line(await kit.device(id, 's_wall', 'screen'));
    const voting = await kit.voting(id);
    await kit.done(id, ['p_3', { type: 'voting.cast', voting, seat: 's3', choice: 'no' }]);
    await kit.done(id, ['p_1', { type: 'voting.close', voting }]);
    const { state, seq } = await kit.journal().state(id);
    for (const [index, page] of [...pages, screen].entries()) {
      const as = names[index] ?? null;
      await until(() => journalOf(page.sent).some(each => ('to' in each ? each.to : each.seq) === seq));
      const { held, gaps, shouldBe } = followed(page.sent, state, as);
      expect(gaps).toEqual([]);
      expect(held).toEqual({ seq, state: JSON.parse(JSON.stringify(shouldBe)) });
    }
  });

  test('of one who sees nothing new is still followed by its number', async () => {
    const id = await kit.session();
    const observer = await kit.line(await kit.device(id, 'p_obs'));
    const answer = await (await kit.line(await kit.device(id, 'p_5'))).ask(join);
    if (!answer.ok) throw new Error(answer.refused);
    const last = await until(() => journalOf(observer.sent).find(each => 'to' in each && each.to === answer.head));
    expect(last).toEqual({ from: 1, to: answer.head, entries: [] });
  });

  test('a role that changes with the roll changes what is seen', async () => {
    const id = await kit.session();
    const page = await kit.line(await kit.device(id, 'p_5'));
    const { state } = await kit.journal().state(id);
    const session = {
      ...state.prepared!,
      participants: state.prepared!.participants.map(one => (one.id === 'p_5' ? { ...one, role: 'deputy' } : one)),
    };
    await kit.journal().submit(id, {
      id: kit.command(),
      actor: { id: 'desk', kind: 'desk' },
      act: { type: 'session.prepare', session: session as never },
    });
    await until(() => page.sent.filter(([name]) => name === 'snapshot').length === 2);
    await kit.done(id, ['p_4', join]);
    const seen = await until(() =>
      journalOf(page.sent).find(each => 'entries' in each && each.entries.some(one => one.data.participant === 'p_4')),
    );
    expect(seen).toBeTruthy();
  });
});

describe('what cannot be heard is answered clearly and leaves no trace', () => {
  const envelopes: readonly (readonly [string, unknown, string])[] = [
    ['no object', 'attendance.join', 'act.malformed'],
    ['nothing', null, 'act.malformed'],
    ['a list', [], 'act.malformed'],
    ['no command', { act: join }, 'act.malformed'],
    ['a command that is no id', { command: '', act: join }, 'act.malformed'],
    ['a command too long', { command: 'c'.repeat(65), act: join }, 'act.malformed'],
    ['no act', { command: 'c_12345678' }, 'act.malformed'],
    ['an act without type', { command: 'c_12345678', act: {} }, 'act.malformed'],
    ['an unknown act', { command: 'c_12345678', act: { type: 'session.burn' } }, 'act.unknown'],
    ['an act of Object', { command: 'c_12345678', act: { type: '__proto__' } }, 'act.unknown'],
    ['an act with a wrong field', { command: 'c_12345678', act: { ...join, mode: 'moon' } }, 'act.malformed'],
    ['an act with one field more', { command: 'c_12345678', act: { ...join, participant: 'p_1' } }, 'act.malformed'],
    ['an actor of its own', { command: 'c_12345678', act: join, actor: 'p_1' }, 'act.malformed'],
  ];
  test.each(envelopes)('%s', async (_name, envelope, code) => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const { socket } = await kit.line(device);
    const before = await kit.asked(id);
    const answer = await socket.timeout(5000).emitWithAck('ask', envelope);
    expect(refusedOf(answer)).toBe(code);
    const http = await kit.http(device, 'POST', `${id}/acts`, envelope === null ? '{}' : envelope);
    expect(http.status).toBe(400);
    if (typeof envelope === 'object' && envelope !== null) expect(http.body.code).toBe(code);
    expect(await kit.asked(id)).toBe(before);
  });

  test('JSON that is none', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const { socket, ask } = await kit.line(device);
    expect(await kit.http(device, 'POST', `${id}/acts`, '{"command":')).toMatchObject({
      status: 400,
      body: { code: 'http.not_json' },
    });
    const gone = new Promise<string>(resolve => socket.on('disconnect', reason => resolve(reason)));
    socket.io.engine.write('2["ask",{"command":');
    expect(await gone).toBe('transport close');
    await expect(ask(join)).rejects.toThrow();
    expect(await kit.seq(id)).toBe(1);
  });

  test('a message of more than 64 KiB closes the line of its sender, and no other', async () => {
    const id = await kit.session();
    const device = await kit.device(id, 'p_5');
    const [big, other] = [await kit.line(device), await kit.line(device)];
    const gone = new Promise(resolve => big.socket.on('disconnect', resolve));
    big.socket.emit('ask', { command: 'c_12345678', act: { type: 'x'.repeat(70_000) } }, () => {});
    await gone;
    expect(await kit.seq(id)).toBe(1);
    expect(await other.ask(join)).toMatchObject({ ok: true });
  });

  test('a wrong role, another session, a screen', async () => {
    const [id, otherId] = [await kit.session(), await kit.session()];
    const device = await kit.device(id, 'p_5');
    const { ask } = await kit.line(device);
    const open: Act = { type: 'session.open' };
    expect(refusedOf(await ask(open))).toBe('may.chair_only');
    expect(refusedOf(await ask({ type: 'attendance.lineLost', participant: 'p_1' }))).toBe('may.system_only');
    expect(await kit.post(device, id, open)).toMatchObject({ status: 403, body: { code: 'may.chair_only' } });
    const screen = await kit.device(id, 's_wall', 'screen');
    expect(refusedOf(await (await kit.line(screen)).ask(join))).toBe('may.participant_only');
    expect(await kit.post(screen, id, join)).toMatchObject({ status: 403, body: { code: 'may.participant_only' } });
    const desk = await kit.device(id, 'a_desk', 'account');
    for (const [who, where] of [
      [device, otherId],
      [device, 'no-such-session'],
      [desk, id],
    ] as const) {
      const missing = { status: 404, body: { code: 'http.not_found' } };
      expect(await kit.post(who, where, join)).toMatchObject(missing);
      expect(await kit.http(who, 'GET', `${where}/state`)).toMatchObject(missing);
      expect(await kit.http(who, 'GET', `${where}/frames?after=0`)).toMatchObject(missing);
    }
    expect(await kit.http(null, 'GET', `${id}/state`)).toMatchObject({ status: 401, body: { code: 'auth.none' } });
    expect(await kit.seq(id)).toBe(1);
    expect(await kit.seq(otherId)).toBe(1);
  });

  test('opening without a quorum', async () => {
    const id = await kit.session();
    const chair = await kit.device(id, 'p_1');
    await kit.done(id, ['p_1', { type: 'attendance.join', mode: 'hall' }]);
    const answer = await (await kit.line(chair)).ask({ type: 'session.open' });
    expect(answer).toMatchObject({ ok: false, refused: 'session.no_quorum', params: { present: 1, need: 3 } });
    expect(await kit.post(chair, id, { type: 'session.open' })).toMatchObject({
      status: 409,
      body: { code: 'session.no_quorum' },
    });
    expect(await kit.seq(id)).toBe(2);
  });

  test('ballots: for another seat, for a choice that does not exist, twice with different choices, after the close', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id);
    const device = await kit.device(id, 'p_3');
    const { ask } = await kit.line(device);
    const cast = (seat: string, choice: string): Act => ({ type: 'voting.cast', voting, seat, choice });
    const refusedTwice = async (act: Act, code: string) => {
      const before = await kit.asked(id);
      expect(refusedOf(await ask(act))).toBe(code);
      expect(await kit.post(device, id, act)).toMatchObject({ status: 409, body: { code } });
      expect(await kit.asked(id)).toBe(before);
    };
    await refusedTwice(cast('s4', 'yes'), 'voting.not_your_seat');
    await refusedTwice(cast('s3', 'maybe'), 'voting.unknown_choice');
    await refusedTwice(cast('s99', 'yes'), 'roll.unknown_seat');
    expect(await ask(cast('s3', 'yes'))).toMatchObject({ ok: true });
    await refusedTwice(cast('s3', 'no'), 'voting.already_cast');
    await kit.done(id, ['p_1', { type: 'voting.close', voting }]);
    await refusedTwice(cast('s3', 'yes'), 'voting.closed');
    const { state } = await kit.journal().state(id);
    expect(state.votings[voting]?.result?.counts).toEqual({ yes: 1, no: 0, abstain: 0 });
  });

  test('too fast: forty at once, then twenty a second', async () => {
    const id = await kit.session();
    const { ask } = await kit.line(await kit.device(id, 'p_5'));
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask({ type: 'session.open' })));
    const codes = answers.map(refusedOf);
    expect(codes.slice(0, 40)).toEqual(Array(40).fill('may.chair_only'));
    expect(codes.slice(50)).toEqual(Array(10).fill('limit.rate'));
    expect(answers.at(-1)).toMatchObject({ params: { seconds: 1 } });
    await until(async () => refusedOf(await ask({ type: 'session.open' })) === 'may.chair_only');
  });
});

describe('a ballot', () => {
  test('of a secret vote is answered with its receipt, also when sent again by another way', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id, 'secret');
    const device = await kit.device(id, 'p_3');
    const { ask } = await kit.line(device);
    const command = kit.command();
    const act: Act = { type: 'voting.cast', voting, seat: 's3', choice: 'yes' };
    const before = await kit.asked(id);
    const { state } = await kit.journal().state(id);
    const sealTo = state.votings[voting]!.key!.public;
    const receipt = receiptOf(id, markOf({ box: boxOf(state, voting), sealTo }, command));
    const first = await ask(act, command);
    expect(first).toMatchObject({ ok: true, seqs: [], repeated: false, receipt });
    expect((await kit.post(device, id, act, command)).body).toMatchObject({ repeated: true, receipt });
    expect(refusedOf(await ask(act))).toBe('voting.already_cast');
    expect(await kit.asked(id)).toBe(before);
  });

  test('of a named vote cast again as it was keeps its first receipt', async () => {
    const id = await kit.session();
    const voting = await kit.voting(id);
    const { ask } = await kit.line(await kit.device(id, 'p_3'));
    const command = kit.command();
    const act: Act = { type: 'voting.cast', voting, seat: 's3', choice: 'yes' };
    expect(await ask(act, command)).toMatchObject({ ok: true, receipt: receiptOf(id, command) });
    expect(await ask(act)).toMatchObject({ ok: true, seqs: [], receipt: receiptOf(id, command) });
  });

  test.each(['named', 'secret'] as const)(
    'PROC-24: nothing of what others chose leaves before the close of a %s vote, not to the bureau either',
    async method => {
      const id = await kit.session();
      const everyone = ['p_1', 'p_2', 'p_3', 'p_4', 'p_5', 'p_sec', 'p_obs', 'p_int'];
      const devices = await Promise.all(everyone.map(as => kit.device(id, as)));
      const early = await Promise.all(devices.map(each => kit.line(each)));
      const screen = await kit.line(await kit.device(id, 's_wall', 'screen'));
      const voting = await kit.voting(id, method);
      const choices = { 3: 'yes', 4: 'no', 5: 'abstain' };
      for (const [n, choice] of Object.entries(choices))
        await kit.done(id, [`p_${n}`, { type: 'voting.cast', voting, seat: `s${n}`, choice }]);
      // Pages that come late, resync, or ask by HTTP are told no more than others.
      const late = await Promise.all(devices.map(each => kit.line(each)));
      for (const { socket } of early) socket.emit('resync', { seq: 1 });
      const secretary = early[everyone.indexOf('p_sec')]!;
      await until(() =>
        secretary.sent.some(([name, value]) => name === 'pulse' && 'voting' in value && value.voting?.cast === 3),
      );
      await new Promise(resolve => setTimeout(resolve, 300));
      const texts = new Map<string, string[]>();
      for (const [index, as] of everyone.entries()) {
        const bodies = [];
        for (const path of ['state', 'frames?after=0', 'frames?after=1'])
          bodies.push((await kit.http(devices[index]!, 'GET', `${id}/${path}`)).body);
        texts.set(
          as,
          [...early[index]!.sent, ...late[index]!.sent, ...bodies].map(each => JSON.stringify(each)),
        );
      }
      texts.set(
        'screen',
        screen.sent.map(each => JSON.stringify(each)),
      );
      for (const [as, all] of texts) {
        const told = all.join('\n');
        const others = Object.keys(choices).filter(n => as !== `p_${n}`);
        for (const n of others) expect(told).not.toContain(`"seat":"s${n}","choice"`);
        for (const n of others) expect(told).not.toMatch(new RegExp(`"ballots":\\{[^}]*"s${n}":`));
        const said = [...told.matchAll(/"choice":"(\w+)"/g)].map(match => match[1]);
        const own = choices[as.slice(2) as unknown as keyof typeof choices];
        expect([...new Set(said)]).toEqual(method === 'named' && own ? [own] : []);
        expect(told).not.toContain('"counts"');
      }
      // The search finds it where it may be found.
      await kit.end(id, voting);
      await until(() => JSON.stringify(screen.sent).includes('"counts"'));
      expect(JSON.stringify(screen.sent).includes('"seat":"s4","choice":"no"')).toBe(method === 'named');
    },
  );
});

describe('a device whose leave is taken back', () => {
  test('is cut off at once with a word, others are not', async () => {
    const id = await kit.session();
    const [device, other] = [await kit.device(id, 'p_5'), await kit.device(id, 'p_5')];
    const [page, second] = [await kit.line(device), await kit.line(other)];
    const gone = new Promise<string>(resolve => page.socket.on('disconnect', reason => resolve(reason)));
    await kit.identities().revokeAndAnnounce({ id: device.authSession });
    expect(await gone).toBe('io server disconnect');
    expect(page.sent.at(-1)).toEqual(['bye', { code: 'revoked' }]);
    expect(await second.ask(join)).toMatchObject({ ok: true });
    expect((await kit.post(device, id, join)).status).toBe(401);
  });
});

describe('a device whose time is over', () => {
  test('is sent away at the next check, others are not', async () => {
    const id = await kit.session();
    const [device, other] = [await kit.device(id, 'p_5'), await kit.device(id, 'p_4')];
    const [page, second] = [await kit.line(device), await kit.line(other)];
    const watch = kit.part(CredentialWatch);
    await kit
      .part(DataSource)
      .query(`update auth_sessions set expires_at = now() - interval '1 second' where id = $1`, [device.authSession]);
    // Credentials are cached for a few seconds.
    await until(async () => {
      await watch.checkAll();
      return page.sent.some(([name]) => name === 'bye');
    }, 8000);
    expect(page.sent.at(-1)).toEqual(['bye', { code: 'expired' }]);
    await until(() => page.socket.disconnected);
    expect(await second.ask(join)).toMatchObject({ ok: true });
  });
});

describe('the same over HTTP', () => {
  test('state and frames are those of the viewer', async () => {
    const id = await kit.session();
    await kit.voting(id);
    const device = await kit.device(id, 'p_4');
    const { state, seq, hash } = await kit.journal().state(id);
    const view = JSON.parse(JSON.stringify(councilSession.view(state, viewerOf(state, 'p_4'))));
    expect(await kit.http(device, 'GET', `${id}/state`)).toEqual({ status: 200, body: { seq, hash, state: view } });
    const frames = await kit.http(device, 'GET', `${id}/frames?after=1`);
    expect(frames.body).toMatchObject({ from: 1, to: seq });
    expect(frames.body.entries.every((one: { seq: number }) => one.seq > 1)).toBe(true);
    expect((await kit.http(device, 'GET', `${id}/frames`)).status).toBe(400);
    expect((await kit.http(device, 'GET', `${id}/frames?after=-1`)).status).toBe(400);
    const entries = await kit.journal().entries(id);
    expect(fold(councilSession, entries)).toEqual(state);
    expect((await kit.journal().entries(id, 2, 3)).map(one => one.seq)).toEqual([3, 4, 5]);
  });

  test('it is in the API’s own description, each act by name', async () => {
    const response = await fetch(`http://127.0.0.1:${kit.port}/api/openapi.json`);
    const document = (await response.json()) as {
      paths: Record<string, unknown>;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/sessions/{id}/acts',
        '/api/sessions/{id}/state',
        '/api/sessions/{id}/frames',
        '/api/sessions/{id}/video-token',
      ]),
    );
    expect(JSON.stringify(document.paths['/api/sessions/{id}/acts'])).toContain('#/components/schemas/AskEnvelope');
    const body = JSON.stringify(document.components.schemas.AskEnvelope);
    for (const type of Object.keys(councilSession.acts)) expect(body).toContain(type);
  });
});

if (!hasPythonClient) process.stderr.write(`${MISSING}\n`);
(hasPythonClient ? describe : describe.skip)(
  'a client written by others, from PROTOCOL.md and the AsyncAPI document',
  () => {
    test('J-14, J-29, J-44 comes with a bearer, votes, loses its line, resumes, and folds what the server shows it', async () => {
      const id = await kit.session();
      const voting = await kit.voting(id);
      const device = await kit.device(id, 'p_4');
      const client = new PythonClient(`http://127.0.0.1:${kit.port}`, `--token=${device.token}`, `--session=${id}`);
      try {
        await client.connect();
        // True already: nothing is written.
        expect(await client.ask(join)).toMatchObject({ ok: true, seqs: [] });
        const ballot: Act = { type: 'voting.cast', voting, seat: 's4', choice: 'yes' };
        const cast = await client.ask(ballot, 'python-1');
        expect(cast).toMatchObject({ ok: true, repeated: false, receipt: receiptOf(id, 'python-1') });
        expect(await client.ask(ballot, 'python-1')).toMatchObject({ ok: true, repeated: true });
        expect(await client.ask({ ...ballot, choice: 'no' })).toMatchObject({
          ok: false,
          refused: 'voting.already_cast',
        });
        expect(await client.ask({ ...ballot, strange: 1 })).toMatchObject({ ok: false, refused: 'act.malformed' });

        await client.lose();
        await kit.done(id, ['p_5', { ...ballot, seat: 's5' }], ['p_1', { type: 'voting.close', voting }]);
        await kit.done(id, ['p_1', { type: 'session.recess', minutes: 5 }]);
        const { seq } = await kit.journal().state(id);
        expect((await client.connect(true)).seq).toBeGreaterThanOrEqual(seq);
        // The same again, after the line and after the close: what was recorded is told.
        expect(await client.ask(ballot, 'python-1')).toMatchObject({ ok: true, repeated: true });

        const told = await client.told();
        expect(told).toMatchObject({ differ: [], faults: [] });
        // It resumed by entries: there was one snapshot, the first.
        expect(told.counts).toMatchObject({ snapshots: 1, gaps: 0 });
        expect(told.counts.entries).toBeGreaterThan(4);
        expect((await kit.journal().state(id)).state.votings[voting]?.result?.ballots).toContainEqual(
          expect.objectContaining({ seat: 's4', choice: 'yes' }),
        );
      } finally {
        client.stop();
      }
    });

    test('J-48 and a snapshot that comes packed are taken, and a link that is none lets nobody in', async () => {
      const id = await kit.session({ seats: 60 });
      await kit.voting(id);
      const device = await kit.device(id, 'p_4');
      const client = new PythonClient(`http://127.0.0.1:${kit.port}`, `--token=${device.token}`, `--session=${id}`);
      const stranger = new PythonClient(`http://127.0.0.1:${kit.port}`, `--link=${'x'.repeat(43)}`);
      try {
        await client.connect(true);
        const told = await client.told();
        expect(told).toMatchObject({ differ: [], faults: [], counts: { snapshots: 1, packed: 1 } });
        await expect(stranger.connect()).rejects.toThrow('404');
      } finally {
        client.stop();
        stranger.stop();
      }
    });
  },
);
