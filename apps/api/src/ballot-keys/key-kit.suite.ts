/** Officers' pages with keys of their own, for tests: a key is made, handed out, confirmed, and given after the end. */
import { makeKeyPair, open, seal, toBase64Url } from '@kengesh/ballot-key';
import type { Device, LiveKit } from '../live/live-kit.suite.js';

export type Pair = Awaited<ReturnType<typeof makeKeyPair>>;
const text = (value: string) => new TextEncoder().encode(value);

export function keyKit(kit: () => LiveKit) {
  const call = (who: Device, method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) =>
    kit().http(who, method, `${who.sessionId}/ballot-key/${path}`, body);

  async function must(who: Device, method: 'PUT' | 'POST', path: string, body: unknown): Promise<void> {
    const { status, body: told } = await call(who, method, path, body);
    if (status !== 204) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(told)}`);
  }

  /** An officer's page: connected, with a key of its device. */
  async function officer(session: string, participant: string) {
    const device = await kit().device(session, participant);
    const line = await kit().line(device);
    const own = await makeKeyPair();
    await must(device, 'PUT', 'holder', { publicKey: own.publicKey });
    return { device, line, own, participant };
  }
  type Officer = Awaited<ReturnType<typeof officer>>;

  const sealedFor = async (publicKey: string, pair: Pair) =>
    toBase64Url(await seal(publicKey, text(pair.privateKey), `copy ${pair.publicKey}`));

  /** What this page opens of its copy. */
  async function opened({ device, own }: Officer, publicKey: string): Promise<string> {
    const { copies } = (await call(device, 'GET', 'copies')).body;
    const mine = copies.find((copy: { publicKey: string }) => copy.publicKey === publicKey);
    const sealed = new Uint8Array(Buffer.from(mine.sealed, 'base64url'));
    return new TextDecoder().decode(await open(own.privateKey, sealed, `copy ${publicKey}`));
  }

  async function confirm(page: Officer, pair: Pair): Promise<void> {
    if ((await opened(page, pair.publicKey)) !== pair.privateKey) throw new Error('the copy is of another key');
    await must(page.device, 'POST', 'confirmations', { publicKey: pair.publicKey });
  }

  /** The presiding page hands a new key out; each page opens its copy and says so. */
  async function handOut(from: Officer, to: readonly Officer[], pair: Pair): Promise<void> {
    const copies = await Promise.all(
      to.map(async ({ device, own }) => ({
        holder: device.authSession,
        sealed: await sealedFor(own.publicKey, pair),
      })),
    );
    await must(from.device, 'PUT', 'copies', { publicKey: pair.publicKey, copies });
    for (const page of to) await confirm(page, pair);
  }

  const give = (who: Device, pair: Pair, commandId = kit().command()) =>
    call(who, 'POST', 'keys', { commandId, ...pair });
  const stateOf = async (session: string) => (await kit().journal().state(session)).state;
  const end = (session: string, voting: string) => kit().done(session, ['p_1', { type: 'voting.close', voting }]);

  /** A secret vote with a key that the chair and the deputy hold, with these ballots, one after another. */
  async function secretVote(
    ballots: { readonly [n: number]: string } = { 1: 'yes', 2: 'no', 3: 'yes', 4: 'abstain' },
    more: { readonly closesInSeconds?: number } = {},
    options: Parameters<LiveKit['session']>[0] = {},
  ) {
    const session = await kit().session(options);
    const [chair, deputy] = [await officer(session, 'p_1'), await officer(session, 'p_2')];
    await end(session, await kit().voting(session));
    const pair = await makeKeyPair();
    await handOut(chair, [chair, deputy], pair);
    const submit = { type: 'motion.submit', item: 'one', text: { ru: 'Тайно' }, mover: null };
    await kit().done(session, ['p_sec', submit]);
    const motion = Object.keys((await stateOf(session)).motions).at(-1)!;
    const opening = {
      type: 'voting.open',
      motion,
      method: 'secret',
      majority: 'simple',
      closesInSeconds: null,
      ...more,
    };
    const answer = await chair.line.ask({ ...opening, key: pair.publicKey });
    if (!answer.ok) throw new Error(answer.refused);
    const voting = Object.keys((await stateOf(session)).votings).at(-1)!;
    for (const [n, choice] of Object.entries(ballots))
      await kit().done(session, [`p_${n}`, { type: 'voting.cast', voting, seat: `s${n}`, choice }]);
    return { session, chair, deputy, pair, motion, voting };
  }

  return { call, officer, sealedFor, opened, confirm, handOut, give, stateOf, end, secretVote };
}
