/**
 * Keeps the keys of ballot boxes for one page of an officer: offers the device as a holder, opens copies sealed to it, confirms
 * them, gives a key once its vote has ended, and forgets it once that vote is counted or void.
 */
import { makeKeyPair } from '@kengesh/ballot-key';
import { type ActReply, type BallotKeyNotice, RECOVERY_CODE } from '@kengesh/contracts';
import { type Act, LEAST_HOLDERS, type State, type Voting, waitsForKey } from '@kengesh/domain';
import { ApiError } from '../../api/client.js';
import { type BoxKey, openCopy, sealCopy } from './copies.js';
import type { DeviceKey } from './device-key.js';
import { codePair } from './recovery.js';
import type { Copy, Holder, KeyServer } from './server.js';

/** So many officers get a copy by themselves; each may pass it on. */
const COPIES = 3;
/** How long an opening waits for holders to confirm, milliseconds. */
const CONFIRMED_WITHIN = 6000;
/** Between two attempts to give a key, milliseconds: the first, and the longest. */
const AGAIN = { first: 400, most: 5000 };

/** What panels show of it. */
export interface KeyView {
  /** Devices that can hold a copy and are connected, whoever presides first. */
  readonly holders: readonly Holder[];
  /** The key that is ready for the next secret vote. */
  readonly prepared: { readonly publicKey: string; readonly coded: boolean } | null;
  /** Public halves of the keys that this page can give. */
  readonly mine: ReadonlySet<string>;
  /** Public halves of the keys that a recovery code opens. */
  readonly coded: ReadonlySet<string>;
  /** Whether a reload of this page finds its copies again. */
  readonly isKept: boolean;
  readonly refusal: { readonly refused: string; readonly params: { readonly [name: string]: unknown } } | null;
}

export interface KeeperOptions {
  readonly session: string;
  readonly server: KeyServer;
  readonly device: DeviceKey;
}

const pause = (milliseconds: number) => new Promise(done => setTimeout(done, milliseconds));

/** Participants whose page has confirmed that it can open its copy of this key. */
export const confirmedBy = (holders: readonly Holder[], publicKey: string): ReadonlySet<string> =>
  new Set(holders.filter(one => one.confirmed.includes(publicKey)).map(one => one.participant));

export type KeyKeeper = ReturnType<typeof createKeyKeeper>;

export function createKeyKeeper({ session, server, device }: KeeperOptions) {
  const listeners = new Set<() => void>();
  let state: State | null = null;
  let prepared: { readonly key: BoxKey; readonly asked: Set<string>; coded: boolean } | null = null;
  const keys = new Map<string, BoxKey>();
  const giving = new Set<string>();
  let copies: readonly Copy[] = [];
  let view: KeyView = {
    holders: [],
    prepared: null,
    mine: new Set(),
    coded: new Set(),
    isKept: true,
    refusal: null,
  };
  /** What is asked of the server goes one after another. */
  let turn: Promise<unknown> = Promise.resolve();

  function show(change: Partial<KeyView> = {}): void {
    view = {
      ...view,
      prepared: prepared && { publicKey: prepared.key.publicKey, coded: prepared.coded },
      mine: new Set(keys.keys()),
      coded: new Set(copies.filter(one => one.holder === RECOVERY_CODE).map(one => one.publicKey)),
      isKept: device.isKept(),
      ...change,
    };
    for (const listener of listeners) listener();
  }

  /** Of no line nothing is said: the line says so itself, and all is asked again when it is back. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const run = async () => {
      try {
        await work();
        if (view.refusal) show({ refusal: null });
      } catch (error) {
        const found = error instanceof ApiError ? error : new ApiError('voting.key_impossible', {}, 0);
        if (found.code !== 'net.offline') show({ refusal: { refused: found.code, params: found.params } });
      }
    };
    const done = turn.then(run);
    turn = done;
    return done;
  }

  const votes = (): readonly Voting[] => Object.values(state?.votings ?? {});
  const voteOf = (publicKey: string) => votes().find(one => one.key?.public === publicKey);

  async function readHolders(): Promise<void> {
    show({ holders: (await server.holders()).holders });
  }

  async function readCopies(): Promise<void> {
    copies = (await server.copies()).copies;
    const { privateKey: own } = await device.pair();
    for (const { publicKey, holder, sealed, confirmed } of copies) {
      if (holder === RECOVERY_CODE || voteOf(publicKey)?.closedAt) continue;
      const key = keys.get(publicKey) ?? (await openCopy(session, publicKey, sealed, own));
      if (!key) continue;
      keys.set(publicKey, key);
      if (!confirmed) await server.confirm({ publicKey });
    }
    show();
    giveWhatIsAsked();
  }

  async function offer(): Promise<void> {
    await server.offer({ publicKey: (await device.pair()).publicKey });
    await readCopies();
  }

  /** A copy for each of the first officers who are connected and have none yet. */
  async function distribute(): Promise<void> {
    if (!prepared) return;
    const { key, asked } = prepared;
    await readHolders();
    const chosen = new Set<string>();
    for (const { participant } of view.holders) if (chosen.size < COPIES) chosen.add(participant);
    const missing = view.holders.filter(
      one => chosen.has(one.participant) && !asked.has(`${one.holder} ${one.publicKey}`),
    );
    if (missing.length === 0) return;
    const sealed = missing.map(async one => ({
      holder: one.holder,
      sealed: await sealCopy(session, key, one.publicKey),
    }));
    await server.putCopies({ publicKey: key.publicKey, copies: await Promise.all(sealed) });
    for (const one of missing) asked.add(`${one.holder} ${one.publicKey}`);
    await readCopies();
    await readHolders();
  }

  async function prepare(): Promise<void> {
    if (!prepared) {
      prepared = { key: await makeKeyPair(), asked: new Set(), coded: false };
      show();
    }
    await distribute();
  }

  const isHeld = (): boolean =>
    prepared !== null &&
    confirmedBy(view.holders, prepared.key.publicKey).size + (prepared.coded ? 1 : 0) >= LEAST_HOLDERS;

  /** Until enough have confirmed, or it has taken too long. */
  async function held(): Promise<void> {
    for (const began = Date.now(); !isHeld() && Date.now() - began < CONFIRMED_WITHIN; ) {
      await pause(250);
      if (!isHeld()) await inTurn(distribute);
    }
  }

  function giveWhatIsAsked(): void {
    for (const voting of votes()) {
      const key = voting.key && keys.get(voting.key.public);
      if (key && waitsForKey(voting) && !giving.has(key.publicKey)) void give(voting.id, key);
    }
  }

  /** Again and again under one command id, until the vote does not wait for it any more. */
  async function give(voting: string, key: BoxKey): Promise<void> {
    giving.add(key.publicKey);
    const commandId = await device.commandFor(key.publicKey);
    const isAsked = () => {
      const asked = state?.votings[voting];
      return asked !== undefined && waitsForKey(asked) && keys.has(key.publicKey);
    };
    for (let tries = 0; isAsked(); tries++) {
      try {
        await server.give({ commandId, ...key });
        show({ refusal: null });
      } catch (error) {
        if (error instanceof ApiError && error.status >= 400 && error.status < 500)
          show({ refusal: { refused: error.code, params: error.params } });
      }
      if (isAsked()) await pause(Math.min(AGAIN.first * 2 ** tries, AGAIN.most));
    }
    giving.delete(key.publicKey);
  }

  /** Keys of votes that are counted or void; once none is left, what their copies were sealed to goes too. */
  function forgetWhatIsOver(): void {
    const over = votes().filter(one => one.closedAt !== null && one.key && keys.has(one.key.public));
    for (const { key } of over) if (key) keys.delete(key.public);
    if (over.length === 0) return;
    show();
    void inTurn(async () => {
      await readCopies();
      const own = copies.filter(one => one.holder !== RECOVERY_CODE && !voteOf(one.publicKey)?.closedAt);
      if (keys.size > 0 || own.length > 0 || prepared) return;
      await device.renew();
      await offer();
    });
  }

  return {
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** The session has moved on. */
    tend(next: State): void {
      state = next;
      if (next.session.phase === 'closed') {
        device.forget();
        return;
      }
      forgetWhatIsOver();
      giveWhatIsAsked();
    },
    /** The page has a line, perhaps again: what was told meanwhile was not heard. */
    connected: (): Promise<void> => inTurn(offer).then(() => inTurn(prepared ? distribute : readHolders)),
    noticed: ({ changed }: BallotKeyNotice): Promise<void> =>
      inTurn(changed === 'copies' ? readCopies : prepared ? distribute : readHolders),
    prepare: (): Promise<void> => inTurn(prepare),

    /** Opens a secret vote with the key that is ready, or one made now. */
    async open(act: Act, ask: (act: Act) => Promise<ActReply>): Promise<ActReply> {
      await inTurn(prepare);
      await held();
      if (!prepared) return { ok: false, refused: view.refusal?.refused ?? 'net.offline', params: {} };
      const { publicKey } = prepared.key;
      const answer = await ask({ ...act, key: publicKey } as Act);
      if (answer.ok && prepared?.key.publicKey === publicKey) prepared = null;
      show();
      return answer;
    },

    /** Adds a recovery code, which its reader has copied and said back, as a holder. */
    addCode: (code: string): Promise<void> =>
      inTurn(async () => {
        if (!prepared) return;
        const { key } = prepared;
        const pair = await codePair(code);
        const sealed = await sealCopy(session, key, pair.publicKey);
        const copy = { holder: RECOVERY_CODE, recoveryKey: pair.publicKey, sealed };
        await server.putCopies({ publicKey: key.publicKey, copies: [copy] });
        if (!(await openCopy(session, key.publicKey, sealed, pair.privateKey))) return;
        await server.confirm({ publicKey: key.publicKey, holder: RECOVERY_CODE });
        prepared.coded = true;
        await readCopies();
      }),

    /** @throws {BallotKeyError} where it is no code, or the code of another key (`cannot_open`) */
    async openByCode(publicKey: string, code: string): Promise<boolean> {
      const pair = await codePair(code);
      await inTurn(readCopies);
      const copy = copies.find(one => one.publicKey === publicKey && one.recoveryKey === pair.publicKey);
      const key = copy && (await openCopy(session, publicKey, copy.sealed, pair.privateKey));
      if (!key) return false;
      keys.set(publicKey, key);
      show();
      giveWhatIsAsked();
      return true;
    },

    passOn: (publicKey: string, { holder, publicKey: holderKey }: Holder): Promise<void> =>
      inTurn(async () => {
        const key = keys.get(publicKey);
        if (!key) return;
        const sealed = await sealCopy(session, key, holderKey);
        await server.putCopies({ publicKey, copies: [{ holder, sealed }] });
        await readHolders();
      }),
  };
}
