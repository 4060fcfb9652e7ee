/**
 * The thread that lays a workbook out for paper and packs it (REC-23): A4 across, one page wide, header row on every page,
 * columns as wide and rows as tall as what stands in them. Times and dates are cells that a spreadsheet counts with.
 *
 * Given as text, so that the thread starts alike from sources under test and from the built program.
 */

/** How a sheet is told: what stands in it comes after, row by row. */
export interface ToldSheet {
  readonly name: string;
  readonly columns: readonly {
    readonly header: string;
    readonly kind: 'text' | 'number' | 'time' | 'date' | 'duration';
    /** At most so many characters. */
    readonly width: number;
    /** Stays although nothing is in it: to be filled in by hand. */
    readonly byHand?: true;
  }[];
  /** How a spreadsheet writes a date: `dd.mm.yyyy`. */
  readonly dateFormat: string;
  /** Of each page, left and right above and below. `{pages}`: the number of the page and of all. */
  readonly page: {
    readonly head: readonly [left: string, right: string];
    readonly foot: readonly [left: string, right: string];
  };
}

export const XLSX_THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const library = require(workerData.library);
const write = library.default ?? library;

// XML knows no such signs at all, and a workbook that holds one does not open.
const clean = text => text.replace(/[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]/g, '').slice(0, 32767);
const PAGES = '{pages}';
const FONT = 10;
const LINE = 12.6;
/** Characters across a page at which the print can still be read. */
const PAGE = 185;
/** Words up to this long are not broken. */
const WORD = 16;
const formatsOf = date => ({ time: date + ' hh:mm:ss', date, duration: '[h]:mm:ss' });
const SHOWN = { time: 19, date: 10, duration: 8 };

/** A cell as a spreadsheet counts with it, or null where the text is no time, date or duration. */
function counted(kind, text) {
  if (kind === 'duration') {
    const [, h, m, s] = /^(\\d+):(\\d\\d):(\\d\\d)$/.exec(text) ?? [];
    return h === undefined ? null : { type: Number, value: (h * 3600 + m * 60 + Number(s)) / 86400 };
  }
  const [, date, time] = /^(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d))?$/.exec(text) ?? [];
  return date === undefined ? null : { type: Date, value: new Date(date + 'T' + (time ?? '00:00:00') + 'Z') };
}
const edge = { alignVertical: 'top', topBorderStyle: 'thin', topBorderColor: '#BBBBBB' };
function cell(kind, value, formats) {
  if (value === null) return { ...edge, type: String, value: '' };
  if (typeof value === 'number') return { ...edge, type: Number, value, align: 'center' };
  const typed = formats[kind] && counted(kind, value);
  if (typed) return { ...edge, ...typed, format: formats[kind], align: 'left' };
  return { ...edge, type: String, value: clean(value), wrap: true };
}
const top = (value, upright) => ({
  ...{ type: String, value: clean(value), fontWeight: 'bold', wrap: true, backgroundColor: '#EEEEEE' },
  alignVertical: 'bottom',
  ...(upright ? { textRotation: 90, align: 'center' } : {}),
});

const longest = parts => parts.reduce((most, part) => Math.max(most, part.length), 0);
const wordsOf = text => text.split(/(?<=[\\s/-])/u);
const longestWord = text => longest(wordsOf(text).map(word => word.trimEnd()));
/** Bold is wider. */
const bold = length => Math.ceil(length * 1.15);

/** What the columns need: \`natural\` all on one line, \`least\` without breaking words. Headers of numbers may stand upright. */
function needsOf(columns, rows) {
  return columns.map(({ header, kind, width, byHand }, place) => {
    const head = bold(longestWord(header));
    if (byHand) return { natural: Math.max(width, head), least: Math.max(width, head) };
    let line = 0;
    let word = 0;
    for (const row of rows) {
      const value = row[place];
      if (value === null) continue;
      if (typeof value === 'number') line = Math.max(line, String(value).length);
      else if (SHOWN[kind] && counted(kind, value)) line = Math.max(line, SHOWN[kind]);
      else {
        line = Math.max(line, longest(value.split('\\n')));
        word = Math.max(word, longestWord(value));
      }
    }
    const upright = (kind === 'number' || kind === 'duration') && head > line + 2;
    const natural = (upright ? line : Math.max(Math.min(line, width), head)) + 2;
    const least = kind === 'text' ? Math.min(natural, Math.max(head, Math.min(word, WORD)) + 2) : natural;
    return { natural, least, upright, long: natural > 56 };
  });
}

/** The widest give way first; what holds long texts keeps twice as much as the others. */
function widthsOf(needs) {
  const widths = most =>
    needs.map(({ natural, least, long }) => Math.max(least, Math.min(natural, long ? 2 * most : most)));
  const sum = all => all.reduce((one, other) => one + other, 0);
  let most = PAGE;
  while (most > WORD && sum(widths(most)) > PAGE) most -= 1;
  return widths(most);
}

/** Lines of a text that is wrapped between words, in characters of the middle sort. */
function linesOf(value, width) {
  if (typeof value !== 'string') return 1;
  let lines = 0;
  for (const part of value.split('\\n')) {
    let room = 0;
    for (const word of wordsOf(part)) {
      const length = word.trimEnd().length * 0.94;
      if (length > room) {
        lines += Math.max(1, Math.ceil(length / (width - 1)));
        room = width - 1 - (length % (width - 1));
      } else room -= length;
      room -= word.length - word.trimEnd().length;
    }
    if (part === '') lines += 1;
  }
  return lines;
}
const heightOf = (values, widths) =>
  Math.min(409, 4 + LINE * values.reduce((most, value, place) => Math.max(most, linesOf(value, widths[place])), 1));
function headHeight(header, needs, widths) {
  const flat = header.map((text, place) => (needs[place].upright ? null : text));
  const upright = longest(header.filter((_, place) => needs[place].upright));
  return Math.max(heightOf(flat, widths.map(width => width / 1.15)), Math.min(120, bold(upright) * 5.6 + 6));
}
/** The height is told by the first cell of a row. */
const tall = ([first, ...others], height) => [{ ...first, height }, ...others];

const escaped = text => clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
/** In the lines above and below a page an ampersand begins an order. A spreadsheet takes 255 signs in all. */
const said = ([left, right]) => {
  const part = (text, most) => clean(text).slice(0, most).replace(/&/g, '&&');
  // Page number and number of pages are orders.
  return '&L&8 ' + part(left, 170) + '&R&8 ' + (right === PAGES ? '&P / &N' : part(right, 50));
};

const told = [];
function laidOut({ sheet, rows }) {
  const kept = [...sheet.columns.keys()].filter(
    place => sheet.columns[place].byHand || rows.length === 0 || rows.some(row => row[place] !== null),
  );
  const columns = kept.map(place => sheet.columns[place]);
  const shown = rows.map(row => kept.map(place => row[place] ?? null));
  const needs = needsOf(columns, shown);
  const widths = widthsOf(needs);
  const header = columns.map(column => column.header);
  const formats = formatsOf(sheet.dateFormat);
  return {
    ...{ sheet: sheet.name, columns: widths.map(width => ({ width })), stickyRowsCount: 1, orientation: 'landscape' },
    page: sheet.page,
    data: [
      tall(header.map((text, place) => top(text, needs[place].upright)), headHeight(header, needs, widths)),
      ...shown.map(row => tall(row.map((value, place) => cell(columns[place].kind, value, formats)), heightOf(row, widths))),
    ],
  };
}

/** What the library has no option for: one page wide, the header on each page, what stands above and below it. */
const forPaper = {
  files: {
    transform: {
      'xl/workbook.xml': {
        transform: (xml, sheets) => {
          const names = sheets.map(
            ({ sheet }, index) =>
              '<definedName name="_xlnm.Print_Titles" localSheetId="' + index + '">' +
              "'" + escaped(sheet.replace(/'/g, "''")) + "'!$1:$1</definedName>",
          );
          return xml.replace('<definedNames/>', () => '<definedNames>' + names.join('') + '</definedNames>');
        },
      },
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { page }) =>
          xml
            .replace(/<worksheet [^>]*>/, start => start + '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace(/<pageMargins [^>]*>/, '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>')
            .replace(/<pageSetup ([^>]*)\\/>/, (_, rest) =>
              '<pageSetup ' + rest + ' fitToWidth="1" fitToHeight="0"/>' +
              '<headerFooter><oddHeader>' + escaped(said(page.head)) + '</oddHeader>' +
              '<oddFooter>' + escaped(said(page.foot)) + '</oddFooter></headerFooter>')
            // The heights are ours until a program that knows the font measures anew.
            .replace(/(<row [^>]*?) customHeight="1"/g, '$1'),
      },
    },
  },
};

parentPort.on('message', ({ sheet, rows }) => {
  if (sheet) told.push({ sheet, rows: [] });
  else if (rows) told.at(-1).rows.push(...rows);
  else
    write(told.map(laidOut), { features: [forPaper], fontFamily: 'Arial', fontSize: FONT })
      .toBuffer()
      .then(buffer => parentPort.postMessage(buffer));
});
`;
