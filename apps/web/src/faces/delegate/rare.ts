// What a delegate seldom needs, in one piece of its own: it brings along the rules by which its buttons are greyed.
export { MyNominations } from '../../rooms/elections/my-nominations.js';
export { MyMotionForm } from '../../rooms/motions/my-motion-form.js';
export { MyPaperActs } from '../../rooms/motions/my-paper-acts.js';
export { MyOrder } from '../../rooms/order/my-order.js';
export { MyRepresentation } from '../../rooms/represent/my-representation.js';
export { SessionHeads } from '../../rooms/session/heads.js';
export { MyRemarks } from '../../rooms/tasks/my-remarks.js';
export { MyTaskActs } from '../../rooms/tasks/my-task-acts.js';
