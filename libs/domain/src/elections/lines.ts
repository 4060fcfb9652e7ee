import { type LinesOf, said } from '../line.js';
import type { electionEventSchemas } from './schemas.js';

export const electionLines = {
  'election.called': ({ office, seats, method }) => ({ office: said('name', office.title), seats, method }),
  'election.nominated': ({ label }) => ({ candidate: said('text', label) }),
  'election.withdrawn': ({ election, candidate }, state) => {
    const candidates = state.elections?.[election]?.candidates;
    return { candidate: said('text', candidates?.find(({ id }) => id === candidate)?.label) };
  },
  'office.filled': ({ title, seat, candidate, voting }, state) => {
    const winner = state.votings[voting]?.choices.find(({ id }) => id === candidate)?.label;
    return { office: said('name', title), winner: winner ? said('name', winner) : said('seat', seat) };
  },
} satisfies LinesOf<typeof electionEventSchemas>;
