import { entriesOf } from '../events.js';
import { act, any, named, type Readers } from './reader.js';

/** Motions, points of order, and what comes of them: decisions and tasks. */
export const motionReaders = {
  'motion.submitted': named('motion.submit'),
  'motion.revised': named('motion.revise', { motion: 'id' }),
  'motion.withdrawn': named('motion.withdraw', { motion: 'id' }),
  'motion.seconded': named('motion.second', { motion: 'id' }),
  'motion.admitted': named('motion.admit', { motion: 'id' }),
  'motion.inadmissible': named('motion.inadmissible', { motion: 'id' }),
  'motion.takenOver': named('motion.takeOver', { motion: 'id', seat: 'mover' }),
  'motion.deferred': named('motion.defer', { motion: 'id' }),
  'motion.referred': named('motion.refer', { motion: 'id' }),
  'motion.merged': named('motion.merge', { motion: 'id' }),
  'motion.translated': named('motion.translate', { motion: 'id' }),
  'motion.ordered': named('motion.order', { motion: 'id' }),
  'motion.notPut': named('motion.dropVote', { motion: 'id' }),
  'motion.divided': ({ data }) => {
    const parts = data.parts.map(({ text, operative }) => ({ text, operative }));
    return [act('motion.divide', { motion: data.id, parts })];
  },
  'amendment.submitted': named('amendment.submit', { motion: 'amends' }),
  'order.moved': ({ data }) => {
    const { procedure } = data;
    return procedure.kind === 'appeal'
      ? [act('order.appeal', { point: procedure.point, seat: data.seat })]
      : [act('order.move', { seat: data.seat, procedure })];
  },
  'order.granted': named('order.grant', { motion: 'id' }),
  'order.pointRaised': any(named('order.point'), named('order.enterPoint')),
  'order.pointWithdrawn': named('order.withdrawPoint', { point: 'id' }),
  'order.ruled': named('order.rule', { point: 'id' }),
  'task.set': named('task.set'),
  'task.started': named('task.start', { task: 'id' }),
  'task.reported': named('task.report', { task: 'id' }),
  'task.accepted': named('task.accept', { task: 'id' }),
  'task.returned': named('task.return', { task: 'id' }),
  'task.withdrawn': named('task.withdraw', { task: 'id' }),
  'decision.signed': named('decision.sign'),
  'decision.numbered': ({ group }) => {
    const numbers = entriesOf(group, 'decision.numbered').map(({ data }) => data);
    return [act('decision.number', { numbers })];
  },
  'decision.remarked': ({ data }) => {
    const { kind, seat, hash, decision, voting } = data;
    return [act('decision.remark', { kind, seat, hash, about: decision ?? voting })];
  },
} satisfies Partial<Readers>;
