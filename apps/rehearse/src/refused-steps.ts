/** What was refused in a rehearsal, each act and code once, with how often. */
import type { ActReply, RefusedStep } from '@kengesh/contracts';
import { ApiError } from './desk.js';

export class RefusedSteps {
  private readonly steps = new Map<string, RefusedStep>();

  /** Null: nobody answered. */
  note(act: string, answer: Extract<ActReply, { ok: false }> | null): void {
    const code = answer === null ? 'line.no_answer' : answer.refused;
    const key = `${act} ${code}`;
    const known = this.steps.get(key);
    const params = answer === null ? {} : answer.params;
    this.steps.set(key, { act, code, params, times: (known?.times ?? 0) + 1 });
  }

  all(): RefusedStep[] {
    return [...this.steps.values()];
  }

  /** Why this act was refused, for whom the rehearsal ends with it. */
  errorOf(act: string): ApiError {
    const step = this.all().find(one => one.act === act);
    return new ApiError(act, step?.code ?? 'line.no_answer', step?.params ?? {});
  }
}
