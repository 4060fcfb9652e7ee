/** What a new preparation answered about what its agenda orphans (PROC-35), read off the entries it brought. */
import type { Entry, Json } from '@kengesh/journal';
import { entriesOf, type Payload } from '../events.js';
import type { Instruction } from '../representation/state.js';
import { type Orphan, orphansOf } from '../session/orphans.js';
import type { State } from '../state.js';

type ItemChoice = { readonly item: string; readonly choice: string };
const choicesOf = (instruction: Instruction): readonly ItemChoice[] =>
  instruction.kind === 'directed' ? instruction.choices : [];

export function answersIn(
  state: State,
  group: readonly Entry[],
  prepared: Pick<Payload<'session.prepared'>, 'agenda'>,
): Json {
  const place = group.findIndex(entry => entry.type === 'session.prepared');
  const after = group.slice(place + 1);
  const orphans = orphansOf(
    state,
    prepared.agenda.map(item => item.id),
  );
  // In order: what is sent where something is already brings no entry of its own.
  const marks = entriesOf(after, 'agenda.marked').map(({ data }) => data.item);
  const recusals = new Map<string, string[]>();
  const instructions = new Map<string, Map<string, string>>();

  const target = (orphan: Orphan): string | null => {
    switch (orphan.kind) {
      case 'motion':
        return entriesOf(after, 'motion.moved').find(({ data }) => data.id === orphan.id)?.data.item ?? null;
      case 'mark':
        return marks.shift() ?? null;
      case 'recusal': {
        const left =
          recusals.get(orphan.id) ??
          entriesOf(after, 'seat.recused').flatMap(({ data }) => (data.seat === orphan.id ? [data.item] : []));
        recusals.set(orphan.id, left);
        return left.shift() ?? null;
      }
      default: {
        const proxy = state.represent!.proxies.find(one => one.id === orphan.id)!;
        const fresh = entriesOf(after, 'proxy.registered').find(
          ({ data }) => data.principal === proxy.principal && data.holder === proxy.holder,
        )?.data;
        if (!fresh) return null;
        if (orphan.kind === 'proxy') return fresh.item;
        const gone = orphans.filter(one => one.kind === 'instruction' && one.id === orphan.id).map(one => one.item);
        const sent =
          instructions.get(orphan.id) ?? sentChoices(choicesOf(proxy.instruction), gone, choicesOf(fresh.instruction));
        instructions.set(orphan.id, sent);
        return sent.get(orphan.item) ?? null;
      }
    }
  };
  return orphans.map(orphan => ({ ...orphan, to: target(orphan) }));
}

/** Where the choices on items that are gone were sent: those that stay keep their places between them. */
function sentChoices(
  old: readonly ItemChoice[],
  gone: readonly string[],
  fresh: readonly ItemChoice[],
): Map<string, string> {
  const stays = new Set(old.filter(one => !gone.includes(one.item)).map(one => one.item));
  const sent = new Map<string, string>();
  let next = 0;
  for (const { item, choice } of old) {
    const here = fresh[next];
    if (!gone.includes(item)) next += 1;
    else if (here && here.choice === choice && !stays.has(here.item)) {
      sent.set(item, here.item);
      next += 1;
    }
  }
  return sent;
}
