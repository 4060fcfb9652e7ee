import { type Actor, type Refusal, refuse } from '@kengesh/journal';
import { defineActs } from '../define.js';
import { emit, emitAll } from '../emit.js';
import { videoOf } from '../rules/video-settings.js';
import { participantOf, presenceOf, type State } from '../state.js';
import type { Language } from '../text.js';
import { secondsBetween } from '../time.js';
import type { interpretationActSchemas } from './schemas.js';
import type { Source } from './state.js';
import { channelOf, channelsOf } from './who.js';

/** The same signal again within so many seconds says nothing new. */
const SIGNAL_PAUSE = 10;

const onlyInterpreter = (state: State, _act: unknown, actor: Actor): Refusal | null =>
  actor.kind === 'participant' && participantOf(state, actor.id)?.role === 'interpreter'
    ? null
    : refuse('may.interpreter_only');

/** Here, and not on a line that was lost. */
const reachable = (state: State, participant: string) => {
  const presence = presenceOf(state, participant);
  return presence?.here === true && !presence.lostAt;
};

function cannot(state: State, name: Language, participant: string): Refusal | null {
  if (!['prepared', 'open', 'recess'].includes(state.session.phase)) return refuse('attendance.no_session');
  if (!videoOf(state).languages.includes(name)) return refuse('interpretation.no_channel', { language: name });
  return reachable(state, participant) ? null : refuse('interpretation.not_here');
}
/** One may listen to the floor, or to a channel that is itself interpreted from the floor: a relay of a relay loses too much. */
function deaf(state: State, name: Language, from: Source): Refusal | null {
  if (from === 'floor') return null;
  if (from === name || !videoOf(state).languages.includes(from)) return refuse('interpretation.no_source');
  const pivot = channelOf(state, from);
  const relays = Object.values(state.interpretation?.channels ?? {}).some(one => one.source === name);
  return (pivot && pivot.source !== 'floor') || relays ? refuse('interpretation.double_relay') : null;
}
const holds = (state: State, name: Language, participant: string) =>
  channelOf(state, name)?.participant === participant;

/** The booths: a channel for each language of the council, one voice on each. */
export const interpretationActs = defineActs<typeof interpretationActSchemas>({
  /** Takes a channel that is free, or whose interpreter is not on the line any more; else stands ready to take over. */
  'interpretation.take': {
    authorize: onlyInterpreter,
    decide: (state, { language: name, source: from }, { actor }) => {
      const no = cannot(state, name, actor.id) ?? deaf(state, name, from);
      if (no) return no;
      const line = channelOf(state, name);
      if (line?.participant === actor.id || line?.relief === actor.id) return { events: [] };
      if (line && reachable(state, line.participant))
        return emit('interpretation.offered', { language: name, participant: actor.id });
      return emitAll(
        ...(line ? [['interpretation.left', { language: name, participant: line.participant }] as const] : []),
        ['interpretation.taken', { language: name, participant: actor.id, source: from }],
      );
    },
  },
  /** To the colleague who stands ready. */
  'interpretation.handOver': {
    authorize: onlyInterpreter,
    decide: (state, { language: name }, { actor }) => {
      if (!holds(state, name, actor.id)) return refuse('interpretation.not_yours');
      const relief = channelOf(state, name)?.relief;
      if (relief === undefined || !reachable(state, relief)) return refuse('interpretation.no_relief');
      return emit('interpretation.handedOver', { language: name, from: actor.id, participant: relief });
    },
  },
  'interpretation.listenTo': {
    authorize: onlyInterpreter,
    decide: (state, { language: name, source: from }, { actor }) => {
      if (!holds(state, name, actor.id)) return refuse('interpretation.not_yours');
      const no = deaf(state, name, from);
      if (no) return no;
      return channelOf(state, name)?.source === from
        ? { events: [] }
        : emit('interpretation.sourceSet', { language: name, source: from });
    },
  },
  /** Leaves the channel, or no longer stands ready. */
  'interpretation.leave': {
    authorize: onlyInterpreter,
    decide: (state, { language: name }, { actor }) => {
      const line = channelOf(state, name);
      return line?.participant === actor.id || line?.relief === actor.id
        ? emit('interpretation.left', { language: name, participant: actor.id })
        : { events: [] };
    },
  },
  'interpretation.signal': {
    authorize: onlyInterpreter,
    decide: (state, { about }, { actor, now }) => {
      if (state.session.phase !== 'open') return refuse('session.not_open');
      if (channelsOf(state, actor.id).length === 0) return refuse('interpretation.not_yours');
      const last = state.interpretation?.signal;
      if (last?.about === about && secondsBetween(last.at, now) < SIGNAL_PAUSE) return { events: [] };
      return emit('interpretation.signalled', { participant: actor.id, about });
    },
  },
});
