/** Reads back what was exported, as strictly as the formats are written down: RFC 4180, and the cells of a workbook. */
import { inflateRawSync } from 'node:zlib';

export interface Sheet {
  /** Rows by the words of the header. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}
/** A table as it is handed out: with the file that says where it comes from. */
export interface HandedTable extends Sheet {
  readonly about: Readonly<Record<string, string>>;
}

/** @throws Error where the archive is not one table and its companion */
export function readTable(bytes: Buffer, delimiter = ';'): HandedTable {
  const files = [...unzip(bytes)];
  const companion = files.find(([name]) => name.endsWith('-about.csv'));
  const table = files.find(file => file !== companion);
  if (files.length !== 2 || !companion || !table) throw new Error(`the archive holds ${files.map(([name]) => name)}`);
  const about = readCsv(companion[1], delimiter).rows.map(row => Object.values(row) as [string, string]);
  return { ...readCsv(table[1], delimiter), about: Object.fromEntries(about) };
}

/** @throws Error where a row does not end as it should */
export function readCsv(content: string, delimiter = ';'): Sheet {
  const lines: string[][] = [];
  let row: string[] = [];
  let at = content.startsWith('\ufeff') ? 1 : 0;
  while (at < content.length) {
    let value = '';
    if (content[at] === '"') {
      for (at += 1; content[at] !== '"' || content[at + 1] === '"'; at += 1) {
        if (at >= content.length) throw new Error('a quoted field without an end');
        if (content[at] === '"') at += 1;
        value += content[at];
      }
      at += 1;
    } else
      for (; at < content.length && content[at] !== delimiter && content[at] !== '\r'; at += 1) value += content[at];
    row.push(value);
    if (content[at] === delimiter) at += 1;
    else {
      if (content.slice(at, at + 2) !== '\r\n') throw new Error(`no CRLF at ${at}: ${content.slice(at, at + 20)}`);
      at += 2;
      lines.push(row);
      row = [];
    }
  }
  return sheetOf(lines);
}

/** @throws Error where a line has not as many cells as the header: a table holds nothing else (REC-23) */
function sheetOf([header = [], ...lines]: readonly (readonly string[])[]): Sheet {
  const odd = lines.find(line => line.length !== header.length || line.every(cell => cell === ''));
  if (odd) throw new Error(`no row of the table: ${JSON.stringify(odd)}`);
  return { rows: lines.map(line => Object.fromEntries(header.map((name, index) => [name, line[index] ?? '']))) };
}

export interface WorkbookCell {
  readonly ref: string;
  /** Of the format: `s` or `inlineStr` for text, empty for numbers. */
  readonly type: string;
  readonly value: string;
  readonly formula: boolean;
  /** Code of the number format, empty where it has none. */
  readonly format: string;
}

/** Local date and time of a cell that a spreadsheet counts as one, `2026-03-10T14:00:05`; null of any other cell. */
export function dateOf({ type, value, format }: WorkbookCell): string | null {
  if ((type !== '' && type !== 'n') || !/y/.test(format)) return null;
  const days = Number(value) - 25_569;
  return new Date(Math.round(days * 86_400) * 1000).toISOString().slice(0, 19);
}

/** How a sheet is printed. */
export interface PrintedSheet {
  readonly name: string;
  readonly landscape: boolean;
  /** Pages that its width is fitted to; null where it is not. */
  readonly pagesWide: number | null;
  /** Rows that stand on every page, `$1:$1`. */
  readonly repeated: string;
  /** Heights of its rows, in points. */
  readonly heights: readonly number[];
}

export function readPrint(bytes: Buffer): readonly PrintedSheet[] {
  const files = unzip(bytes);
  const workbook = files.get('xl/workbook.xml') ?? '';
  const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) => unescaped(name));
  return names.map((name, index) => {
    const xml = files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '';
    const setup = /<pageSetup [^>]*>/.exec(xml)?.[0] ?? '';
    const fits = /<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/.test(xml) && /fitToHeight="0"/.test(setup);
    const titles = new RegExp(`name="_xlnm.Print_Titles" localSheetId="${index}">([^<]*)<`).exec(workbook)?.[1] ?? '';
    return {
      name,
      landscape: /orientation="landscape"/.test(setup),
      pagesWide: fits ? Number(/fitToWidth="(\d+)"/.exec(setup)?.[1] ?? 0) : null,
      repeated: unescaped(titles),
      heights: [...xml.matchAll(/<row [^>]*?ht="([\d.]+)"/g)].map(([, height]) => Number(height)),
    };
  });
}

/** Cells of each sheet of a workbook, shared strings looked up, in the order of the sheets. */
export function readWorkbook(bytes: Buffer): readonly (readonly WorkbookCell[])[] {
  const files = unzip(bytes);
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    unescaped([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, part]) => part).join('')),
  );
  const styles = files.get('xl/styles.xml') ?? '';
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code = '']) => [id, code]),
  );
  const formats = [...(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '').matchAll(/<xf ([^>]*)>/g)].map(([, xf = '']) =>
    unescaped(codes.get(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? '') ?? ''),
  );
  const sheets: WorkbookCell[][] = [];
  for (let number = 1; ; number++) {
    const xml = files.get(`xl/worksheets/sheet${number}.xml`);
    if (xml === undefined) return sheets;
    sheets.push(
      [...xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inner = '']) => {
        const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
        const type = attribute('t');
        const raw = /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(inner)?.[1] ?? '';
        const value = type === 's' ? (texts[Number(raw)] ?? '?') : unescaped(raw);
        const format = formats[Number(attribute('s') || 0)] ?? '';
        return { ref: attribute('r'), type, value, formula: /<f[ >]/.test(inner), format };
      }),
    );
  }
}

/** The files of an archive, by the directory at its end. */
export function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    files.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (xml: string) =>
  xml.replace(/&(lt|gt|quot|apos|amp|#(\d+)|#x([0-9a-f]+));/gi, (_, name: string, decimal?: string, hex?: string) =>
    decimal || hex
      ? String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '0', 16))
      : (signs[name.toLowerCase()] ?? ''),
  );
