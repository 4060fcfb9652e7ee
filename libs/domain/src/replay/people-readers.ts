import { presenceOf } from '../state.js';
import { act, alone, any, named, type Readers } from './reader.js';

/** Who is there, who is let in, who acts for whom. */
export const peopleReaders = {
  'attendance.arrived': any(
    named('attendance.join'),
    named('attendance.checkIn'),
    alone('attendance.checkInAll'),
    named('attendance.lineBack'),
  ),
  'attendance.left': any(alone('attendance.leave'), named('attendance.checkOut'), ({ data }) => [
    act('attendance.graceEnd', { participant: data.participant, lostAt: data.at }),
  ]),
  'attendance.lost': named('attendance.lineLost'),
  'attendance.returned': any(named('attendance.lineBack'), ({ state, data }) => [
    act('attendance.join', { mode: presenceOf(state, data.participant)?.mode ?? 'remote' }),
  ]),
  'attendance.corrected': ({ data, ...reading }) =>
    data.undoes === undefined
      ? named('attendance.correct')({ data, ...reading })
      : [act('attendance.undoMarks', { at: data.undoes })],
  'admission.asked': () => [act('attendance.join', { mode: 'remote' })],
  'admission.granted': any(named('admission.grant'), alone('admission.grantAll'), () => [
    act('attendance.join', { mode: 'remote' }),
  ]),
  'admission.lineLost': named('attendance.lineLost'),
  'admission.lineBack': named('attendance.lineBack'),
  'admission.refused': named('admission.refuse'),
  'admission.identitySeen': named('admission.seeIdentity'),
  'proxy.registered': named('proxy.register'),
  'proxy.revoked': named('proxy.revoke', { proxy: 'id' }),
  'seat.substituted': named('seat.substitute'),
  'seat.givenBack': named('seat.giveBack'),
  'seat.recused': named('seat.recuse'),
  'seat.recusalWithdrawn': named('seat.withdrawRecusal'),
  'seat.suspended': named('seat.suspend'),
  'seat.restored': named('seat.restore'),
} satisfies Partial<Readers>;
