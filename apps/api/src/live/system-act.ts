/**
 * Acts that the server submits by itself. Nobody but the caller asks them again, so one the engine had no room for is a failure
 * to be retried, not an answer.
 */
import { type Answer, type Command, isUnheard } from '@kengesh/journal';
import { RefusedError } from '../problems/refused-error.js';
import type { JournalService } from './journal.service.js';

const SYSTEM = { id: 'system', kind: 'system' } as const;

/** @throws RefusedError where the act was not looked at (`engine.busy`); else as `JournalService.submit` */
export async function submitAsSystem(
  journal: JournalService,
  sessionId: string,
  id: string,
  act: Command['act'],
): Promise<Answer> {
  const answer = await journal.submit(sessionId, { id, actor: SYSTEM, act });
  if (answer.ok) return answer;
  const { refused } = answer.refusal;
  if (isUnheard({ ok: false, refused })) throw new RefusedError(answer.refusal);
  return answer;
}
