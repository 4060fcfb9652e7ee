import { act, alone, any, named, type Readers } from './reader.js';

/** Who asks for the floor and who has it. */
export const floorReaders = {
  'floor.asked': any(named('floor.ask'), named('floor.enter')),
  'floor.withdrawn': named('floor.withdraw'),
  'floor.moved': named('floor.move'),
  'floor.given': ({ data }) => [
    act('floor.give', { participant: data.participant, seconds: null }),
    act('floor.give', { participant: data.participant, seconds: data.seconds }),
  ],
  'floor.ended': ({ state, data }) => {
    const { holder } = state.floor;
    const participant = data.participant;
    return [
      act('floor.yield'),
      act('floor.end'),
      ...(holder ? [act('floor.timeUp', { participant, endsAt: holder.endsAt })] : []),
      ...(holder?.pausedAt ? [act('floor.lostOut', { participant, pausedAt: holder.pausedAt })] : []),
    ];
  },
  'floor.extended': named('floor.extend'),
  'floor.paused': alone('floor.pause'),
  'floor.resumed': alone('floor.resume'),
  'floor.listClosed': alone('floor.closeList'),
  'floor.listOpened': alone('floor.openList'),
  'floor.modeSet': named('floor.mode'),
  'floor.limited': named('floor.limit'),
} satisfies Partial<Readers>;
