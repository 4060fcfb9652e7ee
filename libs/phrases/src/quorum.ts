import type { QuorumFinding, QuorumPartFinding } from '@kengesh/domain';
import { phrase } from './phrase.js';
import { weightText } from './threshold.js';

/** Whether there is a quorum, with its numbers (PROC-01); of several conditions each, and what is missing. */
export function quorumSentence(language: string, finding: QuorumFinding): string {
  const parts = quorumWords(language, finding, finding.tested ?? 'present');
  return phrase(language, finding.met ? 'outcome.quorum.met' : 'outcome.quorum.none', { parts });
}

/** Whose number is told: of those who voted, of those present now, or of those who were present. */
type Told = 'ballots' | 'present' | 'past';

/** Its conditions with their numbers, without saying whether they hold. */
export function quorumWords(language: string, { present, base, need, parts }: QuorumFinding, tested: Told): string {
  if (parts?.length) return parts.map(part => quorumPartWords(language, part, tested)).join('; ');
  return phrase(language, 'outcome.quorum.part.heads', { got: present, base, need, tested });
}

function quorumPartWords(language: string, part: QuorumPartFinding, tested: Told): string {
  const { kind, by, of, category, each = 1, counted, got, base, need, met } = part;
  const common = { got, base, need, tested };
  const said = (() => {
    if (by === 'weight') {
      const text = (millionths: number) => weightText(language, millionths);
      return phrase(language, 'outcome.quorum.part.weight', { got: text(got), base: text(base), need: text(need) });
    }
    switch (kind) {
      case 'heads':
        return phrase(language, of === 'number' ? 'outcome.quorum.part.number' : 'outcome.quorum.part.heads', common);
      case 'category':
        return phrase(language, 'outcome.quorum.part.category', { ...common, category });
      case 'states':
        return phrase(language, each > 1 ? 'outcome.quorum.part.states_each' : 'outcome.quorum.part.states', {
          ...common,
          each,
        });
      case 'participation':
        return phrase(language, 'outcome.quorum.part.participation', { ...common, counted });
    }
  })();
  return met || by === 'weight' ? said : said + phrase(language, 'outcome.quorum.short', { n: need - got });
}
