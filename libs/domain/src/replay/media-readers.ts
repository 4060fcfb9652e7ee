import { act, alone, named, type Readers } from './reader.js';

/** Picture and sound of the session: video, interpretation, the recording. */
export const mediaReaders = {
  'video.muted': named('video.mute'),
  'video.unmuted': named('video.unmute'),
  'video.removed': named('video.remove'),
  'video.readmitted': named('video.readmit'),
  'interpretation.taken': named('interpretation.take'),
  // What one who stands ready would listen to is told when the channel is handed over.
  'interpretation.offered': ({ data }) => [act('interpretation.take', { language: data.language, source: 'floor' })],
  'interpretation.handedOver': named('interpretation.handOver'),
  'interpretation.sourceSet': named('interpretation.listenTo'),
  'interpretation.left': named('interpretation.leave'),
  'interpretation.signalled': named('interpretation.signal'),
  'recording.started': alone('recording.start'),
  'recording.confirmed': named('recording.confirm'),
  'recording.failed': named('recording.fail'),
  'recording.stopped': alone('recording.stop'),
} satisfies Partial<Readers>;
