// What a delegate seldom needs, in one piece of its own: it brings along the rules by which its buttons are greyed.
export { MyDevices } from '../../features/devices/my-devices.js';
export { MyKeys } from '../../features/devices/my-keys.js';
export { MyNominations } from '../../features/elections/my-nominations.js';
export { MyOffice } from '../../features/elections/my-office.js';
export { MyMotionForm } from '../../features/motions/my-motion-form.js';
export { MyPaperActs } from '../../features/motions/my-paper-acts.js';
export { MyOrder } from '../../features/procedure/my-order.js';
export { MyRepresentation } from '../../features/representation/my-representation.js';
export { SessionHeads } from '../../features/session/heads.js';
export { MyRemarks } from '../../features/tasks/my-remarks.js';
export { MyTaskActs } from '../../features/tasks/my-task-acts.js';
