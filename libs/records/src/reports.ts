/**
 * The reports of a session, in the order in which they are offered. A new one is a line here and its own file; its sentences are
 * `exports.name.*`, `exports.file.*` and `desk.paper.*` of libs/phrases. Addresses, pages and tests follow from this list.
 */
import { attendance } from './attendance-tables.js';
import { decisions } from './decisions-tables.js';
import { devices } from './devices.js';
import { record } from './record.js';
import type { Report } from './report.js';
import { votes } from './votes-tables.js';

export const reports = { attendance, votes, decisions, devices, record } as const satisfies {
  readonly [name: string]: Report;
};

export type ReportName = keyof typeof reports;
export const reportNames = Object.keys(reports) as readonly ReportName[];
export const isReportName = (name: string): name is ReportName => Object.hasOwn(reports, name);
