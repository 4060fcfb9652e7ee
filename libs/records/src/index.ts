// Folds of a journal into what the secretariat hands out. Pure: zone, clock and language come in as arguments.
export * from './attendance.js';
export * from './attendance-tables.js';
export * from './decisions.js';
export * from './decisions-tables.js';
export * from './devices.js';
export * from './people.js';
export * from './proceedings.js';
export * from './read-record.js';
export * from './record.js';
export * from './record-schema.js';
export * from './report.js';
export * from './reports.js';
export * from './representation.js';
export * from './table.js';
export * from './verify-record.js';
export * from './votes.js';
export * from './votes-tables.js';
