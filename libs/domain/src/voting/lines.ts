import { bare, type LinesOf, said } from '../line.js';
import { holdersOf, lineOf } from '../register/register.js';
import type { State } from '../state.js';
import type { votingEventSchemas, wayEventSchemas } from './schemas.js';

const seatLine = ({ seat }: { readonly seat: string }) => ({ seat: said('seat', seat) });
const outcomeLine = ({ voting }: { readonly voting: string }, state: State) => ({
  outcome: said('outcome', state.votings[voting]),
});

/** Of a ballot the line says that it was taken, never what. */
export const votingLines = {
  'voting.opened': (data, _state, { at }) => ({
    kind: data.kind,
    method: data.method,
    text: said('text', data.motion?.text),
    office: said('name', data.office?.title),
    candidates: said(
      'names',
      data.choices.map(({ label }) => label),
    ),
    rule: said('rule', { ...data, openedAt: at, closedAt: null, result: null }),
    runoff: data.runoffOf !== null,
    entitled: data.register.filter(({ entitled }) => entitled).length,
  }),
  'voting.cast': ({ seat, channel, replaces }) => ({
    ...seatLine({ seat }),
    channel,
    replaces: replaces === undefined ? 'no' : 'yes',
  }),
  'voting.extended': ({ closesAt }) => ({ until: said('time', closesAt) }),
  'voting.ended': bare,
  'voting.unsealed': bare,
  'voting.closed': outcomeLine,
  'voting.tieDecided': ({ voting, casting }, state) => ({ ...outcomeLine({ voting }, state), casting }),
  'voting.handsCounted': bare,
  'voting.handsNoted': ({ counts }) => ({ counts: said('counts', counts) }),
  'voting.called': ({ seat, call }) => ({ ...seatLine({ seat }), call }),
  'voting.paperIssued': seatLine,
  'voting.paperEntered': ({ teller }) => ({ participant: said('participant', teller) }),
  'voting.paperDiffers': bare,
  'voting.paperCounted': ({ oneHand }) => ({ oneHand: oneHand ? 'yes' : 'no' }),
  'voting.objected': ({ seat, kind }) => ({ ...seatLine({ seat }), kind }),
  'voting.acknowledged': seatLine,
  'voting.lotDue': ({ voting, names }, state) => {
    const choices = state.votings[voting]?.choices;
    return {
      candidates: said(
        'texts',
        names.map(name => choices?.find(({ id }) => id === name)?.label),
      ),
    };
  },
  'voting.voided': ({ reason }) => ({ reason }),
  'voting.assistAsked': ({ seat, asked }) => ({ ...seatLine({ seat }), asked: asked === undefined ? 'no' : 'yes' }),
  'voting.assistConfirmed': ({ voting, seat, oneHand }, state, { actor }) => {
    const line = lineOf(state.votings[voting], seat);
    return {
      ...seatLine({ seat }),
      own: line && holdersOf(line).includes(actor) ? 'yes' : 'no',
      oneHand: oneHand ? 'yes' : 'no',
    };
  },
  'voting.assistDenied': ({ seat, why }) => ({ ...seatLine({ seat }), why }),
  'voting.assistUnanswered': seatLine,
} satisfies LinesOf<typeof votingEventSchemas & typeof wayEventSchemas>;
