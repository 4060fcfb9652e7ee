import type { LeftOver } from '@kengesh/contracts';
import { LANGUAGES, leftUndone, participantOf, type State, type Wording } from '@kengesh/domain';

export interface EarlierSession {
  readonly number: number;
  readonly state: State;
  /** As planned at the desk; a session that was cancelled may never have been prepared. */
  readonly agenda: readonly { readonly title: Wording }[];
}
type Undone = Pick<LeftOver, 'items' | 'motions'> & { readonly others: NonNullable<LeftOver['others']> };

const isSame = (title: Wording, text: Wording): boolean =>
  LANGUAGES.some(language => {
    const [there, here] = [title[language]?.trim(), text[language]?.trim()];
    // A title has less room than a motion: the desk cuts it.
    return there !== undefined && here !== undefined && (here === there || titleIsCutFrom(there, here));
  });
const titleIsCutFrom = (title: string, text: string) => title.endsWith('…') && text.startsWith(title.slice(0, -1));

function undoneIn({ number: sessionNumber, state }: EarlierSession): Undone {
  const left = leftUndone(state);
  const other = (kind: Undone['others'][number]['kind'], text: Wording, names: readonly Wording[] = []) => ({
    ...{ kind, sessionNumber, text },
    names: [...names],
  });
  const waiting = new Map<string | null, Wording[]>();
  for (const { participant, item } of left.speakers)
    waiting.set(item, [...(waiting.get(item) ?? []), participantOf(state, participant)?.label ?? {}]);
  return {
    items: left.items.map(({ title, rapporteur }) => ({ sessionNumber, title, rapporteur })),
    motions: left.motions.map(({ text, mover }) => ({ sessionNumber, text, mover })),
    others: [
      ...left.ties.map(voting => other('tie', voting.motion?.text ?? voting.office?.title ?? {})),
      ...left.elections.map(election => other('election', election.title)),
      ...left.decisions.map(decision => other('decision', decision.text)),
      // An item that nobody took up is offered as such.
      ...[...waiting].flatMap(([item, names]) => {
        const found = state.agenda.items.find(each => each.id === item && !left.items.includes(each));
        return found ? [other('speakers', found.title, names)] : [];
      }),
    ],
  };
}

/**
 * What these sessions, the oldest first, left undone. What a later one of them had on its agenda is its own business, said
 * of it where it was not finished there either.
 */
export function leftOverOf(sessions: readonly EarlierSession[]): Undone {
  const all = sessions.map((session, index) => {
    const later = sessions.slice(index + 1).flatMap(each => each.agenda);
    const isTaken = (text: Wording) => later.some(({ title }) => isSame(title, text));
    const { items, motions, others } = undoneIn(session);
    return {
      items: items.filter(({ title }) => !isTaken(title)),
      motions: motions.filter(({ text }) => !isTaken(text)),
      // A signature is owed until it is there.
      others: others.filter(({ kind, text }) => kind === 'decision' || !isTaken(text)),
    };
  });
  return {
    items: all.flatMap(each => each.items),
    motions: all.flatMap(each => each.motions),
    others: all.flatMap(each => each.others),
  };
}
