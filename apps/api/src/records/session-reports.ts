/**
 * Draws up the reports of a session out of its journal, read page by page so that nothing else has to wait. Numbers are the
 * vote's own, times are told in the session's zone with the instant beside them.
 */

import type { JournalHeads } from '@kengesh/contracts';
import { isBureau, localizedText, type PreparedSession, type State } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import type { PhraseKey } from '@kengesh/phrases';
import { phrase, quorumSentence } from '@kengesh/phrases';
import {
  type EntriesReport,
  type Head,
  type PersonLine,
  type Provenance,
  peopleOf,
  peopleReport,
  type Report,
  type ReportName,
  type ReportSource,
  reports,
  type Table,
  type TablesReport,
} from '@kengesh/records';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { localTime } from '../calendar/zone.js';
import { PG_POOL } from '../database/tokens.js';
import { endingEntry } from '../event-store/phase.queries.js';
import { Clock } from '../live/clock.js';
import { JournalService } from '../live/journal.service.js';
import { NamesService } from '../names/names.service.js';
import { refused } from '../problems/refused-error.js';
import { TextsService } from '../texts/texts.service.js';
import { type LocalizedTable, localizeTable } from './localized-table.js';
import { SOFTWARE } from './software.js';

const PAGE = 2000;
const NO_TEXTS = new Map<string, string>();

/** Those there is something in: of a session that was not held, few (PROC-04). */
export function reportsOf({ state }: Pick<Standing, 'state'>): readonly (readonly [ReportName, Report])[] {
  const all = Object.entries(reports) as [ReportName, Report][];
  return state.session.notHeld ? all.filter(([, report]) => report.ofNotHeld) : all;
}

export const tablesOf = (report: Report, { state }: Pick<Standing, 'state'>): readonly string[] =>
  report.kind === 'tables' ? report.tableNames(state) : [];

/** A session as it stood at one head. */
export interface Standing {
  readonly id: string;
  readonly state: State;
  readonly prepared: PreparedSession;
  readonly head: Head;
  /** Of the sealed proceedings; null while the session goes on. */
  readonly proceedings: Head | null;
}

@Injectable()
export class SessionReports {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NamesService) private readonly names: NamesService,
    @Inject(TextsService) private readonly texts: TextsService,
  ) {}

  /** @throws export.not_held before the opening, or before the act that there was none (PROC-04) */
  async standing(id: string): Promise<Standing> {
    const { state, seq, hash } = await this.journal.state(id);
    if (!state.prepared || (state.session.openedAt === null && !state.session.notHeld))
      throw refused('export.not_held');
    const head = { seq, hash };
    return { id, state, prepared: state.prepared, head, proceedings: await this.proceedings(id, state, head) };
  }

  /** Both heads of a journal, at any time: the present one, and of the proceedings once they are sealed (REC-22). */
  async heads(id: string): Promise<JournalHeads> {
    const { state, seq, hash } = await this.journal.state(id);
    const present = { seq, hash };
    return { proceedings: await this.proceedings(id, state, present), present };
  }

  private async proceedings(id: string, state: State, { seq }: Head): Promise<Head | null> {
    if (state.session.phase !== 'closed') return null;
    return endingEntry(this.pool, id, Boolean(state.session.notHeld), seq);
  }

  async isBureau(id: string, participant: string): Promise<boolean> {
    return isBureau((await this.journal.state(id)).state, participant);
  }

  provenance({ prepared, head, proceedings }: Standing): Provenance {
    return { zone: prepared.session.zone, exportedAt: this.clock.now(), software: SOFTWARE, head, proceedings };
  }

  /** Entries up to the head the session stood at, a page at a time. */
  async *entries({ id, head }: Standing): AsyncGenerator<Entry> {
    for (let after = 0; after < head.seq; ) {
      const page = await this.journal.entries(id, after, PAGE);
      for (const entry of page) if (entry.seq <= head.seq) yield entry;
      const last = page.at(-1);
      if (!last) throw new Error(`journal ${id} ends at ${after}, its head says ${head.seq}`);
      after = last.seq;
    }
  }

  /** Entries of the types that a report is drawn up from. */
  private async concerning(types: string, { id, head }: Standing): Promise<Entry[]> {
    const found: Entry[] = [];
    for (;;) {
      const page = await this.journal.concerning(id, types, found.at(-1)?.seq ?? 0, head.seq, PAGE);
      found.push(...page);
      if (page.length < PAGE) return found;
    }
  }

  private async source(
    report: TablesReport,
    standing: Standing,
    asOf: string,
    isModel: boolean,
  ): Promise<ReportSource> {
    const isFromState = report.tablesFromState && !isModel;
    return {
      state: standing.state,
      entries: isFromState ? [] : await this.concerning(report.concerning, standing),
      asOf,
      texts: report.withTexts ? await this.texts.byHash(standing.id) : NO_TEXTS,
    };
  }

  /** The model of a report, as JSON holds it. */
  async model(report: TablesReport, standing: Standing): Promise<unknown> {
    return report.model(await this.source(report, standing, this.clock.now(), true));
  }

  async tables(
    report: TablesReport,
    standing: Standing,
    language: string,
  ): Promise<{ worded: LocalizedTable; tables: readonly Table[] }> {
    const provenance = this.provenance(standing);
    const local = localTime(provenance.zone);
    const { id, state, prepared } = standing;
    const people = peopleOf(state, await this.names.ofSession(id, prepared));
    const source = await this.source(report, standing, provenance.exportedAt, false);
    const { tables, about } = report.draw(source, { language, local }, people);
    const lines = [...aboutSession(standing, language, local), ...about];
    return { worded: localizeTable(language, provenance, local, lines, headingOf(standing, language)), tables };
  }

  /** Persons beside the seats, by the names of the day, as JSON holds them beside a model (REC-21). */
  async persons({ id, state, prepared }: Standing): Promise<readonly PersonLine[]> {
    return peopleReport(state, await this.names.ofSession(id, prepared));
  }

  /** The record as text, piece by piece. Not to be given out while it is held back. */
  async *record(report: EntriesReport, standing: Standing): AsyncGenerator<string> {
    const header = report.header(standing.prepared, this.provenance(standing));
    yield `${JSON.stringify(header, null, 1).slice(0, -2)},\n "entries": [\n`;
    let lines: string[] = [];
    let between = '  ';
    for await (const entry of this.entries(standing)) {
      lines.push(between + JSON.stringify(entry));
      between = ',\n  ';
      if (lines.length < 500) continue;
      yield lines.join('');
      lines = [];
    }
    yield `${lines.join('')}\n ]\n}\n`;
  }
}

/** Council, number, title and day, as stands above each printed page. */
function headingOf({ prepared: { council, session } }: Standing, language: string): string {
  const [year = '', month = '', day = ''] = session.startsLocal.slice(0, 10).split('-');
  const title = phrase(language, 'exports.sheet.session', {
    number: session.number,
    title: localizedText(session.title, language),
    ...{ year, month, day },
  });
  return `${localizedText(council.name, language)}\n${title}`;
}

function aboutSession(
  { state, prepared }: Standing,
  language: string,
  local: (instant: string) => string,
): (readonly [PhraseKey, string])[] {
  const { session, council } = prepared;
  const { openedAt, closedAt, quorumAtOpening: quorum, notHeld } = state.session;
  return [
    ...(session.sample ? [['exports.about.sample', phrase(language, 'common.yes')] as const] : []),
    ['exports.about.council', localizedText(council.name, language)],
    ['exports.about.session', `№ ${session.number}. ${localizedText(session.title, language)}`],
    ['exports.about.place', localizedText(session.place, language)],
    ['exports.about.starts', session.startsLocal.replace('T', ' ')],
    ...(notHeld
      ? ([
          ['exports.about.not_held', `${local(notHeld.at)} (${notHeld.at})`],
          ['exports.about.not_held_why', quorumSentence(language, notHeld.quorum)],
        ] as const)
      : ([
          ['exports.about.opened', openedAt ? `${local(openedAt)} (${openedAt})` : ''],
          [
            'exports.about.closed',
            closedAt ? `${local(closedAt)} (${closedAt})` : phrase(language, 'exports.about.not_closed'),
          ],
        ] as const)),
    ...(quorum
      ? [['exports.about.quorum', phrase(language, 'exports.about.quorum_value', { ...quorum })] as const]
      : []),
  ];
}
