/** What a page is told of its act: a ballot with its receipt, which says "recorded", never what. */
import type { ActReply } from '@kengesh/contracts';
import { ballotOf, boxOf, receiptOf, type State } from '@kengesh/domain';
import { type Answer, type Command, type Engine, type FoldedState, markOf, OutcomeUnknown } from '@kengesh/journal';

/** Acts whose answer carries a receipt. */
export const BALLOTS = new Set(['voting.cast', 'voting.enter']);

export class ActReplies {
  constructor(private readonly engine: Pick<Engine<State>, 'held' | 'state'>) {}

  /** The receipt is that of the ballot which counts. */
  replyTo(sessionId: string, command: Command, answer: Answer): ActReply | Promise<ActReply> {
    if (!answer.ok) return { ok: false, refused: answer.refusal.refused, params: answer.refusal.params };
    const { seqs, head, at, repeated } = answer;
    const told = (receipt: string | null): ActReply => ({ ok: true, seqs, head, at, repeated, receipt });
    if (!BALLOTS.has(command.act.type)) return told(null);
    if (seqs.length > 0) return told(receiptOf(sessionId, command.id));
    return this.recordedReceipt(sessionId, command, head).then(told);
  }

  /**
   * Of a secret ballot; or of the same choice again under another command: what was recorded first keeps its receipt. What is
   * held since the commit shows it; it is read anew only where a later batch has failed meanwhile.
   * @throws OutcomeUnknown: it is recorded, but which receipt it has cannot be told now; sending it again tells
   */
  private async recordedReceipt(sessionId: string, command: Command, head: number): Promise<string> {
    const { voting, seat } = command.act;
    const known = this.engine.held(sessionId);
    const held = known && known.seq >= head ? known : await this.stateOrUnknown(sessionId, command);
    const recorded = ballotOf(held.state, String(voting), String(seat));
    if (recorded) return recorded.receipt;
    // Of a sealed ballot the mark is all that is kept of its command.
    const key = held.state.votings[String(voting)]?.key;
    const sealed = key ? { sealTo: key.public } : {};
    return receiptOf(sessionId, markOf({ box: boxOf(held.state, String(voting)), ...sealed }, command.id));
  }

  private async stateOrUnknown(sessionId: string, { id: command }: Command): Promise<FoldedState<State>> {
    try {
      return await this.engine.state(sessionId);
    } catch (error) {
      throw new OutcomeUnknown(command, error);
    }
  }
}
