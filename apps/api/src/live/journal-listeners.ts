/** Who on this node is told of what a journal has taken, and of a database that was put back. */
import type { State } from '@kengesh/domain';
import type { Commit } from '@kengesh/journal';
import type { Logger } from 'pino';

export type CommittedListener = (sessionId: string, committed: Commit<State>) => void;
export type PutBackListener = (sessionId: string) => void;
export type BallotListener = (sessionId: string) => void;

export class JournalListeners {
  private readonly committed = new Set<CommittedListener>();
  private readonly puttingsBack = new Set<PutBackListener>();
  private readonly ballots = new Set<BallotListener>();

  constructor(private readonly log: Logger) {}

  /** Answers how to stop it, as the others do. */
  onCommitted(listener: CommittedListener): () => void {
    this.committed.add(listener);
    return () => this.committed.delete(listener);
  }

  onPutBack(listener: PutBackListener): () => void {
    this.puttingsBack.add(listener);
    return () => this.puttingsBack.delete(listener);
  }

  onBallot(listener: BallotListener): () => void {
    this.ballots.add(listener);
    return () => this.ballots.delete(listener);
  }

  tellCommitted(sessionId: string, committed: Commit<State>): void {
    for (const listener of this.committed) {
      try {
        listener(sessionId, committed);
      } catch (err) {
        this.log.error({ err, sessionId, seq: committed.to }, 'a listener of the journal failed');
      }
    }
  }

  tellPutBack(sessionId: string): void {
    for (const listener of this.puttingsBack) {
      try {
        listener(sessionId);
      } catch (err) {
        this.log.error({ err, sessionId }, 'a listener of the journal failed');
      }
    }
  }

  tellBallot(sessionId: string): void {
    for (const listener of this.ballots) listener(sessionId);
  }
}
