// Apart from quorum.ts: the delegate's page needs that before its first ballot, and this only with an outcome.
import { type Closed, goneAtClose } from '@kengesh/domain';
import { phrase } from './phrase.js';
import { quorumWords } from './quorum.js';

/**
 * That there was no quorum when the vote was closed, and why its outcome stands (PROC-40); empty where there was one, where it
 * is not known, and where a void vote says the same of itself.
 */
export function goneQuorumSentence(language: string, voting: Closed): string {
  const gone = goneAtClose(voting);
  const { outcome, quorum } = voting.result ?? {};
  const ofPresence = !quorum?.tested && (quorum?.parts?.some(part => part.kind !== 'participation') ?? true);
  if (!gone || (outcome === 'void' && ofPresence)) return '';
  const parts = quorumWords(language, gone.finding, 'past');
  const said = phrase(language, 'outcome.quorum.gone', { parts });
  return gone.standsBy ? `${said} ${phrase(language, `outcome.quorum.gone.${gone.standsBy}`)}` : said;
}
