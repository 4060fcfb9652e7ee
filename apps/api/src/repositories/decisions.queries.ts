/** The register of decisions, as other features cite it. Its rows are written by the registers alone. */
import type { Wording } from '@kengesh/domain';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../database/rows.js';

export interface DecisionRef {
  readonly sessionId: string;
  readonly decision: string;
}
export interface CitedDecision extends DecisionRef {
  readonly sessionNumber: number;
  readonly text: Wording;
  readonly label: string | null;
}

export function decisionsCited(manager: EntityManager, cited: readonly DecisionRef[]): Promise<CitedDecision[]> {
  if (cited.length === 0) return Promise.resolve([]);
  return rowsOf(
    manager,
    `select d.session_id as "sessionId", s.number as "sessionNumber", d.decision, d.text, n.label
      from unnest($1::uuid[], $2::text[]) as cited (session_id, decision)
      join decisions d on d.session_id = cited.session_id and d.decision = cited.decision
      join sessions s on s.id = d.session_id
      left join decision_numbers n on n.session_id = d.session_id and n.decision = d.decision`,
    [cited.map(each => each.sessionId), cited.map(each => each.decision)],
  );
}

/** Whether the council has made this decision and not taken it up again. */
export async function decisionStands(
  manager: EntityManager,
  councilId: string,
  { sessionId, decision }: DecisionRef,
): Promise<boolean> {
  const [row] = await rowsOf<{ stands: boolean }>(
    manager,
    `select exists (select from decisions d where d.council_id = $1 and d.session_id = $2 and d.decision = $3
      and not exists (select from motions_reconsidered again
        where again.session_id = d.session_id and again.motion = d.motion and again.seq > d.seq)) as stands`,
    [councilId, sessionId, decision],
  );
  return row?.stands ?? false;
}
