import { expect, test } from '@jest/globals';
import { HALL, mediaIdentity, mediaIdentityOf, RECORDER } from './identities.js';

test.each([
  ['p_3', '4f1c', false, { participant: 'p_3', generation: '4f1c' }],
  ['p_dlg:ru.state-1', '00', false, { participant: 'p_dlg:ru.state-1', generation: '00' }],
  [HALL, '4f1c', false, { participant: HALL, generation: '4f1c' }],
])('SEC-08: an identity of %s on one device is read back as it was made', (participant, generation, records, read) => {
  expect(mediaIdentityOf(mediaIdentity(participant, generation), records)).toEqual(read);
});

test.each([
  ['given out before identities said the generation', 'p_3', false, { participant: 'p_3', generation: null }],
  ['of a hall of before', 'hall', false, { participant: HALL, generation: null }],
  [
    'of what records, by the word of the video server',
    'EG_4QrbmzYTFTSs',
    true,
    { participant: RECORDER, generation: null },
  ],
  ['of somebody who calls himself so', 'EG_4QrbmzYTFTSs', false, { participant: 'EG_4QrbmzYTFTSs', generation: null }],
  ['that reads like the recorder', RECORDER, false, { participant: '', generation: 'recorder' }],
  ['made up', 'p_3~a~b', false, { participant: 'p_3~a', generation: 'b' }],
  ['empty', '', false, { participant: '', generation: null }],
])('SEC-08: an identity %s', (_what, identity, records, read) => {
  expect(mediaIdentityOf(identity, records)).toEqual(read);
});
