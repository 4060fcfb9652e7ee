import { type Refusal, refuse } from '@kengesh/journal';
import type { PreparedSession } from '../council.js';
import type { EventPair } from '../emit.js';
import type { DataOf } from '../json.js';
import { rivalsOf, waits } from '../motions/amendments.js';
import { proxyConflict } from '../representation/acts.js';
import type { VotingProxy } from '../representation/state.js';
import type { Motion, State } from '../state.js';
import type { orphanAnswer } from './schemas.js';

/**
 * What was put in on an item that a new agenda no longer has. A motion stands for the amendments to it. `id`: of the motion or
 * the proxy; of a recusal the seat; of a mark (the item is voted on only by who heard it whole) the item.
 */
export interface Orphan {
  readonly kind: 'motion' | 'recusal' | 'proxy' | 'instruction' | 'mark';
  readonly id: string;
  readonly item: string;
}
export type OrphanAnswer = DataOf<typeof orphanAnswer>;

const choicesOn = ({ instruction }: VotingProxy) => (instruction.kind === 'directed' ? instruction.choices : []);

/** What would be put in on nothing, were the session prepared with these items (PROC-35); as it came within each kind. */
export function orphansOf(state: State, items: readonly string[]): readonly Orphan[] {
  const known = new Set(items);
  const isGone = (item: string | null): item is string => item !== null && !known.has(item);
  const proxies = (state.represent?.proxies ?? []).filter(proxy => proxy.revokedAt === null);
  return [
    ...Object.values(state.motions)
      .filter(motion => waits(motion) && !motion.amends && !motion.partOf && isGone(motion.item))
      .map(motion => ({ kind: 'motion' as const, id: motion.id, item: motion.item })),
    ...(state.represent?.recusals ?? [])
      .filter(recusal => recusal.withdrawnAt === null && isGone(recusal.item))
      .map(recusal => ({ kind: 'recusal' as const, id: recusal.seat, item: recusal.item })),
    ...proxies.flatMap(proxy =>
      isGone(proxy.item) ? [{ kind: 'proxy' as const, id: proxy.id, item: proxy.item }] : [],
    ),
    ...proxies
      .filter(proxy => proxy.item === null)
      .flatMap(proxy =>
        choicesOn(proxy)
          .filter(choice => isGone(choice.item))
          .map(choice => ({ kind: 'instruction' as const, id: proxy.id, item: choice.item })),
      ),
    ...state.agenda.items
      .filter(item => item.mustHearAll && isGone(item.id))
      .map(item => ({ kind: 'mark' as const, id: item.id, item: item.id })),
  ];
}

const keyOf = ({ kind, id: of, item }: Orphan) => JSON.stringify([kind, of, item]);

/**
 * The facts that settle what a new agenda orphans: withdrawals before it is recorded, moves after it. Or why they cannot be:
 * not every one is answered, or one cannot go where it is sent.
 */
export function settleOrphans(
  state: State,
  session: PreparedSession,
  answers: readonly OrphanAnswer[],
  nextSeq: number,
): { readonly before: readonly EventPair[]; readonly after: readonly EventPair[] } | Refusal {
  const items = session.agenda.map(item => item.id);
  const orphans = orphansOf(state, items);
  const answerOf = new Map(answers.map(answer => [keyOf(answer), answer.to]));
  const open = orphans.filter(orphan => !answerOf.has(keyOf(orphan)));
  if (open.length > 0)
    return refuse('session.orphans', { n: open.length, orphans: open.map(orphan => ({ ...orphan })) });
  const target = (orphan: Orphan): string | null => answerOf.get(keyOf(orphan)) ?? null;
  const targets = orphans.map(target);
  if (targets.some(to => to !== null && !items.includes(to))) return refuse('agenda.unknown_item');
  const apart = rivalsApart(state, orphans, target);
  if (apart) return refuse('session.rivals_apart', { motion: apart.id });

  const before: EventPair[] = [];
  const after: EventPair[] = [];
  const marked = new Set<string>();
  for (const orphan of orphans) {
    const to = target(orphan);
    const { item } = orphan;
    if (orphan.kind === 'motion') {
      if (to === null) before.push(['motion.withdrawn', { id: orphan.id }]);
      else after.push(['motion.moved', { id: orphan.id, item: to }]);
    }
    if (orphan.kind === 'mark') {
      before.push(['agenda.marked', { item, mustHearAll: false }]);
      if (to !== null && !marked.has(to)) after.push(['agenda.marked', { item: to, mustHearAll: true }]);
      if (to !== null) marked.add(to);
    }
    if (orphan.kind === 'recusal') {
      const { mode } = state.represent!.recusals.find(each => each.seat === orphan.id && each.item === item)!;
      before.push(['seat.recusalWithdrawn', { seat: orphan.id, item }]);
      const isThere = state.represent!.recusals.some(
        each => each.seat === orphan.id && each.item === to && each.withdrawnAt === null,
      );
      const isSent = after.some(
        ([type, data]) => type === 'seat.recused' && data.seat === orphan.id && data.item === to,
      );
      if (to !== null && !isThere && !isSent) after.push(['seat.recused', { seat: orphan.id, item: to, mode }]);
    }
  }
  const proxies = settleProxies(state, orphans, target, nextSeq);
  return 'refused' in proxies
    ? proxies
    : { before: [...before, ...proxies.before], after: [...after, ...proxies.after] };
}

/** Rival proposals are voted on as rivals only under one item: the first that would be sent elsewhere than the others. */
function rivalsApart(
  state: State,
  orphans: readonly Orphan[],
  target: (orphan: Orphan) => string | null,
): Motion | undefined {
  const destination = new Map(
    orphans.filter(orphan => orphan.kind === 'motion').map(orphan => [orphan.id, target(orphan)]),
  );
  return [...destination]
    .map(([motion, to]) => ({ motion: state.motions[motion]!, to }))
    .find(
      ({ motion, to }) =>
        to !== null && rivalsOf(state, motion).some(rival => (destination.get(rival.id) ?? to) !== to),
    )?.motion;
}

/** A proxy is registered anew as it now stands; an instruction of which nothing is left takes the proxy with it. */
function settleProxies(
  state: State,
  orphans: readonly Orphan[],
  target: (orphan: Orphan) => string | null,
  nextSeq: number,
): { readonly before: readonly EventPair[]; readonly after: readonly EventPair[] } | Refusal {
  const ids = [
    ...new Set(orphans.filter(({ kind }) => kind === 'proxy' || kind === 'instruction').map(each => each.id)),
  ];
  const before: EventPair[] = [];
  const after: EventPair[] = [];
  let standing = (state.represent?.proxies ?? []).filter(proxy => !ids.includes(proxy.id));
  for (const proxyId of ids) {
    const proxy = state.represent!.proxies.find(each => each.id === proxyId)!;
    before.push(['proxy.revoked', { id: proxyId, principal: proxy.principal, holder: proxy.holder }]);
    const sent = new Map(orphans.filter(orphan => orphan.id === proxyId).map(orphan => [orphan.item, target(orphan)]));
    const item = proxy.item === null ? null : (sent.get(proxy.item) ?? null);
    if (proxy.item !== null && item === null) continue;
    const choices = choicesOn(proxy).flatMap(choice => {
      const to = sent.has(choice.item) ? (sent.get(choice.item) ?? null) : choice.item;
      return to === null ? [] : [{ item: to, choice: choice.choice }];
    });
    const isDirected = proxy.instruction.kind === 'directed';
    if (isDirected && choices.length === 0) continue;
    if (new Set(choices.map(choice => choice.item)).size < choices.length)
      return refuse('session.instructions_meet', { proxy: proxyId });
    const represent = { substitutes: [], recusals: [], suspensions: [], ...state.represent, proxies: standing };
    const conflict = proxyConflict({ ...state, represent }, { ...proxy, item });
    if (conflict) return conflict;
    const { principal, holder, proof } = proxy;
    const instruction = isDirected ? ({ kind: 'directed', choices } as const) : ({ kind: 'free' } as const);
    const fresh = { id: `x${nextSeq + after.length}`, principal, holder, item, after: null, instruction, proof };
    after.push(['proxy.registered', fresh]);
    standing = [...standing, { ...proxy, item }];
  }
  return { before, after };
}
