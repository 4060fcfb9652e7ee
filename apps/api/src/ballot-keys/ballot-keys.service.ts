/**
 * Who holds keys of ballot boxes: says at the opening of a secret vote who has a copy and is connected, keeps copies sealed
 * to devices, and counts with a key that a holder gives (SEC-23 to SEC-27). The server has the key while it counts, not before.
 */
import {
  type BallotKeyAnswer,
  type BallotKeyInput,
  type KeyCopies,
  type KeyCopiesInput,
  type KeyHolders,
  RECOVERY_CODE,
} from '@kengesh/contracts';
import { BOX_OPENING_ACTS, isBureau, type KeyHolder, roleNow, type State } from '@kengesh/domain';
import type { Commit, JsonObject } from '@kengesh/journal';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { LOGGER } from '../config/tokens.js';
import { PG_POOL } from '../database/tokens.js';
import type { LiveIdentity } from '../live/handshake.js';
import { JournalService } from '../live/journal.service.js';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import type { KeyChange } from '../nodes/node-bus.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { createOpener } from '../sealing/sealing.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import {
  confirmCopy,
  copiesFor,
  copiesOf,
  forgetKey,
  forgetSession,
  type HolderRow,
  holdersOf,
  keepCopies,
  keepHolder,
} from './ballot-keys.queries.js';

/** Who comes first when a key is handed out: whoever presides, deputies, the secretary, tellers; null: nobody to hold one. */
function rankOf(state: State, participant: string): number | null {
  if (participant === state.session.presiding) return 0;
  if (isBureau(state, participant)) return roleNow(state, participant) === 'secretary' ? 2 : 1;
  const counts = Object.values(state.votings).some(one => !one.closedAt && one.tellers?.includes(participant));
  return counts ? 3 : null;
}

@Injectable()
export class BallotKeysService implements OnModuleInit, BeforeApplicationShutdown {
  private unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(ConnectionRegistry) private readonly lines: ConnectionRegistry,
    @Inject(ClusterPresence) private readonly elsewhere: ClusterPresence,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    for (const type of BOX_OPENING_ACTS)
      this.journal.completeWhere(type, async (sessionId, { holders: _, ...act }) => {
        const { key } = act as JsonObject;
        return { ...act, ...(typeof key === 'string' ? { holders: await this.confirmed(sessionId, key) } : {}) };
      });
    this.unsubscribe = this.journal.onCommitted((sessionId, commit) => void this.onCommitted(sessionId, commit));
    this.elsewhere.onKeys((sessionId, changed) => void this.notify(sessionId, changed));
    this.lines.onChange((sessionId, participant) => {
      if (participant !== null) void this.comeOrGone(sessionId, participant);
    });
  }

  beforeApplicationShutdown(): void {
    this.unsubscribe?.();
  }

  /** @throws may.bureau_only */
  async keepHolder({ sessionId, participant, authSession }: LiveIdentity, publicKey: string): Promise<void> {
    const who = await this.mayHold(sessionId, participant);
    await keepHolder(this.pool, sessionId, { device: authSession, participant: who, publicKey });
    await this.announce(sessionId, 'holders');
  }

  async holders({ sessionId, participant }: LiveIdentity): Promise<KeyHolders> {
    await this.mayHold(sessionId, participant);
    const { state } = await this.journal.state(sessionId);
    const ranked = (await this.connected(sessionId, await holdersOf(this.pool, sessionId))).flatMap(row => {
      const rank = rankOf(state, row.participant);
      return rank === null ? [] : [{ rank, row }];
    });
    ranked.sort((one, other) => one.rank - other.rank);
    return {
      holders: ranked.map(({ row: { device, participant: who, publicKey, confirmed } }) => ({
        ...{ holder: device, participant: who, publicKey },
        confirmed: [...confirmed],
      })),
    };
  }

  /**
   * Copies of a new key come from whoever presides, of one that is out from a device that has confirmed its own.
   * @throws voting.no_copy
   */
  async keepCopies(who: LiveIdentity, { publicKey, copies }: KeyCopiesInput): Promise<void> {
    const { sessionId, authSession } = who;
    const participant = await this.mayHold(sessionId, who.participant);
    const [{ state }, known, holders] = await Promise.all([
      this.journal.state(sessionId),
      copiesOf(this.pool, sessionId, publicKey),
      holdersOf(this.pool, sessionId),
    ]);
    const own = known.find(copy => copy.holder === authSession);
    if (!own?.confirmed && participant !== state.session.presiding) throw refused('voting.no_copy');
    for (const { holder, recoveryKey } of copies) {
      const isKnown = holders.some(row => row.device === holder && rankOf(state, row.participant) !== null);
      if (holder === RECOVERY_CODE ? recoveryKey === undefined : !isKnown)
        throw refused('act.malformed', { path: 'copies', message: `${holder} can hold no copy` });
    }
    const rows = copies.map(copy => ({ ...copy, recoveryKey: copy.recoveryKey ?? null }));
    await keepCopies(this.pool, sessionId, publicKey, rows);
    await this.announce(sessionId, 'copies');
  }

  async copies({ sessionId, participant, authSession }: LiveIdentity): Promise<KeyCopies> {
    await this.mayHold(sessionId, participant);
    const rows = await copiesFor(this.pool, sessionId, [authSession, RECOVERY_CODE]);
    return {
      copies: rows.map(({ publicKey, holder, recoveryKey, sealed, confirmed }) => ({
        ...{ publicKey, holder, sealed, confirmed },
        ...(recoveryKey === null ? {} : { recoveryKey }),
      })),
    };
  }

  /** @throws voting.no_copy */
  async confirm(
    { sessionId, participant, authSession }: LiveIdentity,
    publicKey: string,
    holder = authSession,
  ): Promise<void> {
    await this.mayHold(sessionId, participant);
    if (!(await confirmCopy(this.pool, sessionId, publicKey, holder))) throw refused('voting.no_copy');
    await this.announce(sessionId, 'holders');
  }

  /**
   * Counts the vote whose key this is, where it has ended; before that nothing is done with the key. Asked again it says what
   * became of it. Whoever has the key may give it: it proves itself.
   * @throws voting.wrong_key, OutcomeUnknown (give it again)
   */
  async give(
    { sessionId, participant }: LiveIdentity,
    { commandId, publicKey, privateKey }: BallotKeyInput,
  ): Promise<BallotKeyAnswer> {
    if (participant === null) throw refused('may.participant_only');
    if (!isPair(publicKey, privateKey)) throw refused('voting.wrong_key');
    const before = await this.voteOf(sessionId, publicKey);
    if (!before) throw refused('voting.wrong_key');
    if (before.endedAt !== undefined && !before.closedAt && !before.unsealed) {
      const by = { id: commandId, actor: { id: participant, kind: 'participant' as const } };
      const answer = await this.journal.count(sessionId, before.id, privateKey, by);
      if (!answer.ok) throw new RefusedError(answer.refusal);
    }
    const { id, voided, closedAt } = (await this.voteOf(sessionId, publicKey)) ?? before;
    return { voting: id, became: voided ? 'voided' : closedAt ? 'counted' : 'waiting' };
  }

  private async voteOf(sessionId: string, publicKey: string) {
    const { state } = await this.journal.state(sessionId);
    return Object.values(state.votings).find(one => one.key?.public === publicKey);
  }

  /** Who has confirmed a copy of this key and is connected now: what the record says of a secret vote's holders. */
  private async confirmed(sessionId: string, publicKey: string): Promise<KeyHolder[]> {
    const [{ state }, rows, copies] = await Promise.all([
      this.journal.state(sessionId),
      holdersOf(this.pool, sessionId),
      copiesOf(this.pool, sessionId, publicKey),
    ]);
    const holding = rows.filter(row => row.confirmed.includes(publicKey) && rankOf(state, row.participant) !== null);
    const there = (await this.connected(sessionId, holding)).map(row => row.participant);
    const code = copies.some(copy => copy.holder === RECOVERY_CODE && copy.confirmed);
    return [
      ...[...new Set(there)].sort().map(participant => ({ participant })),
      ...(code ? [{ recoveryCode: true as const }] : []),
    ];
  }

  private async connected(sessionId: string, rows: readonly HolderRow[]): Promise<HolderRow[]> {
    const there = await Promise.all(
      rows.map(
        async ({ device, participant }) =>
          this.lines.hasDevice(sessionId, participant, device) || (await this.elsewhere.has(sessionId, participant)),
      ),
    );
    return rows.filter((_, index) => there[index]);
  }

  private async mayHold(sessionId: string, participant: string | null): Promise<string> {
    const { state } = await this.journal.state(sessionId);
    if (participant === null || rankOf(state, participant) === null) throw refused('may.bureau_only');
    return participant;
  }

  private async comeOrGone(sessionId: string, participant: string): Promise<void> {
    const held = this.journal.held(sessionId);
    if (held && rankOf(held, participant) !== null) await this.notify(sessionId, 'holders');
  }

  private async announce(sessionId: string, changed: KeyChange): Promise<void> {
    this.elsewhere.announceKeys(sessionId, changed);
    await this.notify(sessionId, changed);
  }

  /** To the pages here of all who may hold a key. */
  private async notify(sessionId: string, changed: KeyChange): Promise<void> {
    try {
      const { state } = await this.journal.state(sessionId);
      for (const line of this.lines.of(sessionId)) {
        const { identity, viewer } = line.data;
        const { participant } = identity;
        // A page is told first what there is, and asks who holds keys when it comes.
        if (viewer === null) continue;
        if (participant !== null && rankOf(state, participant) !== null) line.emit('ballotKey', { changed });
      }
    } catch (err) {
      // Asked again at the next change, or when the page comes back.
      this.log.warn({ err, sessionId }, 'pages could not be told of keys');
    }
  }

  /** The rows of a key go with its count; those of a session with its close. */
  private async onCommitted(sessionId: string, { entries, after, isLocal }: Commit<State>): Promise<void> {
    if (!isLocal) return;
    try {
      for (const { type, data } of entries) {
        if (type === 'session.closed') await forgetSession(this.pool, sessionId);
        if (type !== 'voting.closed' && type !== 'voting.voided') continue;
        const key = after.votings[String(data.voting)]?.key;
        if (key) await forgetKey(this.pool, sessionId, key.public);
      }
    } catch (err) {
      // They go with the session's close.
      this.log.warn({ err, sessionId }, 'copies of a key that is used up could not be removed');
    }
  }
}

function isPair(publicKey: string, privateKey: string): boolean {
  try {
    return createOpener(privateKey, '').publicKey === publicKey;
  } catch {
    return false;
  }
}
