/** The register of a vote: each seat, whether it was entitled and, of a named vote, its choice. */
import { type Choice, localizedText, ONE_VOTE } from '@kengesh/domain';
import type { People } from './people.js';
import { type Cell, memoize, type PhraseCell, type Reader, type Row, times } from './table.js';
import type { ToldLine, VoteReport } from './votes.js';

/** A ballot of an election may name several, in order. */
function choiceCell(choices: ReadonlyMap<string, Choice>, id: string, reader: Reader): Cell {
  const named = (one: string) => choices.get(one)?.label;
  if (!named(id) && id.includes('.'))
    return id
      .split('.')
      .map(one => localizedText(named(one) ?? {}, reader.language) || one)
      .join(', ');
  const label = named(id);
  return label ? localizedText(label, reader.language) : word(`exports.choice.${id}`);
}
export const word = (phrase: string, params?: PhraseCell['params']): PhraseCell =>
  params ? { phrase, params } : { phrase };

const VOTED = {
  yes: word('exports.voted.yes'),
  hands: word('exports.voted.hands'),
  paper: word('exports.voted.paper'),
  no: word('exports.voted.no'),
};
const UNTOLD = {
  hands: word('exports.choice.hands'),
  summed: word('exports.choice.summed'),
  secret: word('exports.choice.secret'),
};

export function* registerRows(vote: VoteReport, reader: Reader, people: People): Generator<Row> {
  const ballots = new Map(vote.result?.ballots?.map(one => [one.seat, one]));
  const choices = new Map(vote.choices.map(one => [one.id, one]));
  const votedSeats = new Set(vote.result?.voted ?? vote.voided?.voted);
  const byHands = vote.way === 'hands';
  const chosen = memoize((id: string) => choiceCell(choices, id, reader));
  // By correspondence nobody raises a hand: the secretary enters what was sent.
  const came = memoize((channel: string) =>
    word(`exports.channel.${channel === 'hand' && vote.way === 'written' ? 'written' : channel}`),
  );
  const weighs = vote.weighs();
  for (const { line, label, delegation, votedBy, channel, paper, after } of vote.told()) {
    const ballot = ballots.get(line.seat);
    const voted = votedSeats.has(line.seat);
    yield [
      vote.number,
      localizedText(label, reader.language),
      delegation,
      entitledCell(line),
      vote.result && line.entitled
        ? VOTED[voted ? 'yes' : paper ? 'paper' : byHands && line.hall ? 'hands' : 'no']
        : null,
      ballot
        ? chosen(ballot.choice)
        : voted
          ? UNTOLD[!byHands ? 'secret' : channel && channel !== 'hand' ? 'summed' : 'hands']
          : null,
      ballot
        ? came(ballot.admitted && ballot.channel === 'device' ? `device_${ballot.admitted}` : ballot.channel)
        : voted && channel
          ? came(channel)
          : null,
      line.seat,
      vote.voting,
      votedBy ? localizedText(votedBy.label ?? {}, reader.language) || votedBy.participant : null,
      weighs ? (line.weight ?? ONE_VOTE) / ONE_VOTE : null,
      people.sitting(line.seat, vote.openedAt),
      people.cell(votedBy?.participant ?? null),
      ...times(after?.left ?? null, reader),
      ...times(after?.cast ?? null, reader),
    ];
  }
}

function entitledCell(line: ToldLine['line']): Cell {
  if (line.entitled) return word(line.why === 'proxy' ? 'exports.entitled.by_proxy' : 'exports.entitled.yes');
  return word(
    line.why === 'recused' && line.counts ? 'exports.entitled.recused_present' : `exports.entitled.${line.why}`,
  );
}
