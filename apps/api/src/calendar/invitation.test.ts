import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { runCode, sourceUrl } from '../own-process.suite.js';
import { capitalTimes } from './capitals.js';
import { folded } from './finish.js';
import { type Invitation, invitation } from './invitation.js';
import { instantOf as serverInstant } from './local-time.js';
import { mailto, name } from './text.js';
import { offsetBy, zoneBlock } from './zone-block.js';

const page = 'https://k.example/d/p_abc?x=1,2;3';
const base: Invitation = {
  method: 'REQUEST',
  cancels: 'session',
  uid: '5b1e2c1e-8f0a-4d0e-9a55-2f6a4e3f9b10',
  sequence: 0,
  stamp: new Date('2026-03-01T10:00:00Z'),
  created: new Date('2026-02-28T09:59:00Z'),
  startsAt: new Date('2026-03-10T08:00:00Z'),
  endsAt: new Date('2026-03-10T11:00:00Z'),
  zone: 'Asia/Bishkek',
  title: 'Заседание Совета № 3; вопросы, миграции \\ и трудоустройства граждан 👩‍👩‍👧‍👦 и́х семей',
  place: 'Бишкек, зал 1; онлайн',
  form: 'hybrid',
  council: 'Секретариат "Совета"',
  mailbox: 'council@k.example',
  recipient: { name: 'Ңурлан "Өрнек" \\ Միգրացիա; член, совета', email: 'Delegate+1@k.example', role: 'delegate' },
  language: 'ru',
  page,
};
const with_ = (more: Partial<Invitation>): string => invitation({ ...base, ...more });

const lines = (text: string) => text.split('\r\n').slice(0, -1);
/** By octets, as CAL-03 folds. */
const unfold = (text: string) => Buffer.from(text).toString('latin1').replace(/\r\n /g, '');
const unfolded = (text: string) => Buffer.from(unfold(text), 'latin1').toString('utf8').split('\r\n').slice(0, -1);
const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const eventOf = (text: string) => parse(text).getFirstSubcomponent('vevent')!;
const instantOf = (text: string, key: 'dtstart' | 'dtend') => {
  const calendar = parse(text);
  const timezone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
  const value = calendar.getFirstSubcomponent('vevent')!.getFirstPropertyValue(key) as InstanceType<typeof ICAL.Time>;
  value.zone = timezone;
  return value.toJSDate().toISOString();
};

describe('What holds of every invitation (INVITATION.md)', () => {
  const text = with_({});

  test('ICS 1, 2, 5: UTF-8 without BOM or replacement, every line ended by CRLF and nothing else', () => {
    const bytes = Buffer.from(text);
    expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(text);
    expect(text.codePointAt(0)).not.toBe(0xfeff);
    expect(text).not.toContain('\ufffd');
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  test('ICS 3: no line is longer than 75 octets', () => {
    for (const line of lines(text)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines(text).some(line => line.startsWith(' '))).toBe(true);
  });

  test('ICS 4: unfolding by octets restores the text, no sign is cut, nor a mark from its letter', () => {
    const long = `SUMMARY:${'а'.repeat(30)}${'и́'.repeat(60)}${'👩‍👩‍👧‍👦'.repeat(9)}${'x'.repeat(200)}`;
    const made = folded(long);
    expect(Buffer.from(unfold(made), 'latin1').toString('utf8')).toBe(long);
    for (const line of made.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/^ [\p{M}\u200d]/u);
      expect(line).not.toMatch(/\p{Surrogate}/u);
    }
    const summary = unfolded(text).find(line => line.startsWith('SUMMARY:'));
    expect(summary).toBe(
      'SUMMARY:Заседание Совета № 3\\; вопросы\\, миграции \\\\ и трудоустройства граждан 👩‍👩‍👧‍👦 и́х семей'.normalize(
        'NFC',
      ),
    );
  });

  test('ICS 6, 7: begins and ends as a calendar, its properties once and before every component', () => {
    const all = lines(text);
    expect([all[0], all.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    const head = all.slice(
      1,
      all.findIndex((line, index) => index > 0 && line.startsWith('BEGIN:')),
    );
    for (const key of ['VERSION:2.0', 'METHOD:REQUEST', 'CALSCALE:GREGORIAN'])
      expect(head.filter(line => line === key)).toHaveLength(1);
    expect(head.filter(line => line.startsWith('PRODID:'))).toHaveLength(1);
    expect(head).toHaveLength(4);
    expect(all.filter(line => /^(VERSION|PRODID|METHOD|CALSCALE)/.test(line))).toHaveLength(4);
  });

  test('ICS 9: one event, one VTIMEZONE for the zone it uses, none unused', () => {
    for (const zone of ['Asia/Bishkek', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/Kyiv']) {
      const calendar = parse(with_({ zone }));
      expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
      const zones = calendar.getAllSubcomponents('vtimezone').map(one => one.getFirstPropertyValue('tzid'));
      expect(zones).toEqual([zone]);
      const event = calendar.getFirstSubcomponent('vevent')!;
      for (const key of ['dtstart', 'dtend']) expect(event.getFirstProperty(key)!.getParameter('tzid')).toBe(zone);
    }
  });

  test('ICS 10, 11: the same uid for issue, update and cancel; the sequence it is given', () => {
    const sent = [
      with_({}),
      with_({ sequence: 1, startsAt: new Date('2026-03-11T08:00:00Z'), endsAt: new Date('2026-03-11T11:00:00Z') }),
      with_({ sequence: 2, method: 'CANCEL' }),
    ].map(eventOf);
    expect(new Set(sent.map(event => event.getFirstPropertyValue('uid')))).toEqual(new Set([base.uid]));
    expect(sent.map(event => event.getFirstPropertyValue('sequence'))).toEqual([0, 1, 2]);
  });

  test('ICS 12: stamps are UTC', () => {
    for (const key of ['DTSTAMP', 'CREATED', 'LAST-MODIFIED']) {
      const found = unfolded(text.slice(text.indexOf('BEGIN:VEVENT'))).filter(line => line.startsWith(`${key}:`));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(/:\d{8}T\d{6}Z$/);
    }
    expect(text).toContain('DTSTAMP:20260301T100000Z\r\n');
    expect(text).toContain('CREATED:20260228T095900Z\r\n');
  });

  test('ICS 13, 14: start and end by the wall clock of the zone, and the instant another parser makes of it', () => {
    expect(text).toContain('DTSTART;TZID=Asia/Bishkek:20260310T140000\r\n');
    expect(text).toContain('DTEND;TZID=Asia/Bishkek:20260310T170000\r\n');
    expect(instantOf(text, 'dtstart')).toBe('2026-03-10T08:00:00.000Z');
    expect(instantOf(text, 'dtend')).toBe('2026-03-10T11:00:00.000Z');
  });

  test.each([
    ['Asia/Bishkek', 360],
    ['Asia/Almaty', 300],
    ['Asia/Qostanay', 300],
    ['Asia/Qyzylorda', 300],
    ['Asia/Tashkent', 300],
    ['Asia/Samarkand', 300],
    ['Asia/Dushanbe', 300],
    ['Asia/Yerevan', 240],
    ['Europe/Moscow', 180],
    ['Europe/Minsk', 180],
    ['Europe/Istanbul', 180],
    ['Europe/Zurich', 60],
  ])('ICS 15: the VTIMEZONE of %s says what the tables say: %i minutes', (zone, minutes) => {
    const instant = new Date('2026-03-10T08:00:00Z');
    expect(offsetBy(zoneBlock(zone, [instant]), instant)).toBe(minutes);
    expect(instantOf(with_({ zone }), 'dtstart')).toBe('2026-03-10T08:00:00.000Z');
  });

  test('ICS 15, CAL-26: of a zone whose rule has changed since, the offset is that of the day', () => {
    const before = new Date('2024-02-29T06:00:00Z');
    const after = new Date('2024-03-01T07:00:00Z');
    expect(offsetBy(zoneBlock('Asia/Almaty', [before]), before)).toBe(360);
    expect(offsetBy(zoneBlock('Asia/Almaty', [after]), after)).toBe(300);
    const old = with_({ zone: 'Asia/Almaty', startsAt: before, endsAt: new Date('2024-02-29T08:00:00Z') });
    expect(old).toContain('DTSTART;TZID=Asia/Almaty:20240229T120000');
    expect(instantOf(old, 'dtstart')).toBe('2024-02-29T06:00:00.000Z');
    const summer = new Date('2026-07-01T08:00:00Z');
    expect(offsetBy(zoneBlock('Europe/Zurich', [summer]), summer)).toBe(120);
  });

  /** Another reading of a VTIMEZONE than ours: of each clock the last onset by a walk over the years, by RFC 5545 3.8.5.3. */
  function instantsBy(block: string, local: string): string[] {
    const clocks = [...block.matchAll(/BEGIN:(?:STANDARD|DAYLIGHT)\r?\n([\s\S]*?)END:/g)].map(([, body = '']) => {
      const value = (key: string) => new RegExp(`^${key}(?:;[^:]*)?:(.*)$`, 'm').exec(body)?.[1]?.trim() ?? '';
      const minutes = (text: string) =>
        Number(`${text[0]}1`) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5)));
      return {
        from: minutes(value('TZOFFSETFROM')),
        to: minutes(value('TZOFFSETTO')),
        start: value('DTSTART'),
        rule: value('RRULE'),
      };
    });
    const onsets = clocks.flatMap(({ from, to, start, rule }) => {
      const [, year = '', month = '', day = '', time = ''] = /^(\d{4})(\d\d)(\d\d)T(\d{6})$/.exec(start) ?? [];
      const clock = Number(time.slice(0, 2)) * 60 + Number(time.slice(2, 4));
      const at = (date: number) => ({ at: date + (clock - from) * 60_000, to });
      if (rule === '') return [at(Date.UTC(Number(year), Number(month) - 1, Number(day)))];
      const [, of = '', nth = ''] = /BYMONTH=(\d+);BYDAY=(-?\d)SU/.exec(rule) ?? [];
      return Array.from({ length: 60 }, (_, n) => {
        const last = Number(nth) < 0;
        const date = new Date(Date.UTC(1970 + n, Number(of) - (last ? 0 : 1), last ? 0 : 1));
        const step = last ? -1 : 1;
        while (date.getUTCDay() !== 0) date.setUTCDate(date.getUTCDate() + step);
        if (!last) date.setUTCDate(date.getUTCDate() + 7 * (Number(nth) - 1));
        return at(date.getTime());
      });
    });
    onsets.sort((one, other) => one.at - other.at);
    const naive = Date.parse(`${local}:00Z`);
    return [...new Set(clocks.map(({ to }) => to))]
      .map(to => ({ at: naive - to * 60_000, to }))
      .filter(({ at, to }) => onsets.findLast(onset => onset.at <= at)?.to === to)
      .map(({ at }) => new Date(at).toISOString())
      .sort();
  }

  test.each([
    ['Europe/Zurich', '2027-10-31T02:30', '2027-10-31T03:30', '2027-10-31T00:30', '2027-10-31T02:30'],
    ['Europe/Zurich', '2027-10-31T02:15', '2027-10-31T02:45', '2027-10-31T00:15', '2027-10-31T00:45'],
    ['Europe/Zurich', '2027-10-31T01:30', '2027-10-31T03:30', '2027-10-30T23:30', '2027-10-31T02:30'],
    ['Europe/Zurich', '2027-03-28T01:30', '2027-03-28T03:30', '2027-03-28T00:30', '2027-03-28T01:30'],
    ['Europe/Zurich', '2027-10-30T22:00', '2027-10-31T10:00', '2027-10-30T20:00', '2027-10-31T09:00'],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T02:30', '2027-11-07T05:30', '2027-11-07T07:30'],
    ['Europe/Bucharest', '2027-10-31T03:30', '2027-10-31T04:30', '2027-10-31T00:30', '2027-10-31T02:30'],
  ])(
    'TZ-10, CAL-24, CAL-26: in %s from %s to %s the calendar ends when the server does, and of two hours the first is meant',
    (zone, from, to, starts, ends) => {
      const [startsAt, endsAt] = [serverInstant(from, zone), serverInstant(to, zone)];
      expect([startsAt, endsAt].map(at => at.toISOString())).toEqual([`${starts}:00.000Z`, `${ends}:00.000Z`]);
      const made = with_({ zone, startsAt, endsAt });
      const [block = ''] = /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE/.exec(made) ?? [];
      expect([/BEGIN:STANDARD/.test(block), /BEGIN:DAYLIGHT/.test(block)]).toEqual([true, true]);
      expect(made).toContain(`DTSTART;TZID=${zone}:${from.replace(/[-:]/g, '')}00`);
      expect(made).toContain(`DTEND;TZID=${zone}:${to.replace(/[-:]/g, '')}00`);
      expect(offsetBy(block, startsAt)).toBe((Date.parse(`${from}:00Z`) - startsAt.getTime()) / 60_000);
      expect(offsetBy(block, endsAt)).toBe((Date.parse(`${to}:00Z`) - endsAt.getTime()) / 60_000);
      expect(instantsBy(block, from)[0]).toBe(startsAt.toISOString());
      expect(instantsBy(block, to)[0]).toBe(endsAt.toISOString());
      // This reader takes the second of two, which is its own; of every other time it says the same.
      for (const [key, local, at] of [
        ['dtstart', from, startsAt],
        ['dtend', to, endsAt],
      ] as const)
        expect(instantOf(made, key)).toBe(instantsBy(block, local).at(-1) ?? at.toISOString());
    },
  );

  test('CAL-26: a change of clocks that follows no yearly rule is written out', () => {
    // Almaty put its clock back for good.
    const [startsAt, endsAt] = ['2024-02-29T16:00:00Z', '2024-02-29T22:00:00Z'].map(text => new Date(text)) as [
      Date,
      Date,
    ];
    const made = with_({ zone: 'Asia/Almaty', startsAt, endsAt });
    expect(made).toContain('DTSTART;TZID=Asia/Almaty:20240229T220000');
    expect(made).toContain('DTEND;TZID=Asia/Almaty:20240301T030000');
    expect(instantOf(made, 'dtstart')).toBe(startsAt.toISOString());
    expect(instantOf(made, 'dtend')).toBe(endsAt.toISOString());
    const block = zoneBlock('Asia/Almaty', [startsAt, endsAt]);
    expect(block).toContain('DTSTART:20240301T000000');
    expect([offsetBy(block, startsAt), offsetBy(block, endsAt)]).toEqual([360, 300]);
  });

  test('ICS 16: the title reads back as it was; another reader of escapes agrees', () => {
    expect(eventOf(text).getFirstPropertyValue('summary')).toBe(base.title.normalize('NFC'));
    const raw = unfolded(text)
      .find(line => line.startsWith('SUMMARY:'))!
      .slice(8);
    expect(raw.replace(/\\([\\;,])/g, '$1')).toBe(base.title.normalize('NFC'));
    expect(eventOf(text).getFirstPropertyValue('location')).toBe(base.place);
  });

  test('ICS 17: addresses hold their commas and semicolons, without a backslash', () => {
    const all = unfolded(text);
    expect(all).toContain(`URL:${page}`);
    const conference = all.find(line => line.startsWith('CONFERENCE'))!;
    expect(conference).toBe(`CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Вход на заседание;VALUE=URI:${page}`);
    expect(eventOf(text).getFirstPropertyValue('url')).toBe(page);
    expect(eventOf(text).getFirstPropertyValue('conference')).toBe(page);
    expect(unfolded(with_({ form: 'hall' })).some(line => line.startsWith('CONFERENCE'))).toBe(false);
  });

  test('ICS 18: names hold no straight quote and no backslash, and read back the same', () => {
    const clean = 'Ңурлан «Өрнек» / Միգրացիա; член, совета'.normalize('NFC');
    const attendee = eventOf(text).getFirstProperty('attendee')!;
    expect(attendee.getParameter('cn')).toBe(clean);
    expect(eventOf(text).getFirstProperty('organizer')!.getParameter('cn')).toBe('Секретариат «Совета»');
    const line = unfolded(text).find(one => one.startsWith('ATTENDEE'))!;
    expect(line).toContain(`CN="${clean}"`);
    expect(line).not.toContain('\\');
    expect(name('a "b" c" ^n', 'en')).toBe('a “b” c” ^n');
    const caret = with_({ recipient: { name: 'x^n ^^ y', email: 'a@k.example', role: 'observer' } });
    expect(eventOf(caret).getFirstProperty('attendee')!.getParameter('cn')).toBe('x^n ^^ y');
  });

  test('ICS 19: the organizer is the council and not the recipient', () => {
    expect(eventOf(text).getFirstPropertyValue('organizer')).toBe('mailto:council@k.example');
    expect(unfolded(text).filter(line => line.startsWith('ORGANIZER'))).toHaveLength(1);
  });

  test('ICS 20: the recipient, asked to answer, and nobody else', () => {
    const attendees = eventOf(text).getAllProperties('attendee');
    expect(attendees.map(one => one.getFirstValue())).toEqual(['mailto:Delegate+1@k.example']);
    const [attendee] = attendees;
    for (const [key, value] of [
      ['rsvp', 'TRUE'],
      ['partstat', 'NEEDS-ACTION'],
      ['role', 'REQ-PARTICIPANT'],
      ['cutype', 'INDIVIDUAL'],
    ])
      expect(attendee!.getParameter(key!)).toBe(value);
    expect(text.match(/@/g)).toHaveLength(2);
    const chair = with_({ recipient: { ...base.recipient!, role: 'chair' } });
    expect(eventOf(chair).getFirstProperty('attendee')!.getParameter('role')).toBe('CHAIR');
    expect(mailto('a,b;"c"=d%@k.example')).toBe('mailto:a%2Cb%3B%22c%22=d%25@k.example');
  });

  test('ICS 21: delegation is not sent', () => expect(text).not.toMatch(/DELEGATED/));

  test('ICS 22: every alarm after all properties of the event; none in a CANCEL', () => {
    const event = text.slice(text.indexOf('BEGIN:VEVENT'));
    const alarm = event.indexOf('BEGIN:VALARM');
    expect(alarm).toBeGreaterThan(0);
    expect(event.slice(event.indexOf('END:VALARM'))).toBe('END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n');
    expect(event).toContain('ACTION:DISPLAY\r\nTRIGGER:-PT15M\r\n');
    expect(with_({ method: 'CANCEL' })).not.toContain('VALARM');
  });

  test('ICS 23: a cancelled session says so; who is taken off the roll is told no status', () => {
    const session = with_({ method: 'CANCEL', sequence: 1 });
    expect(lines(session)).toContain('STATUS:CANCELLED');
    expect(lines(session)).toContain('METHOD:CANCEL');
    const person = with_({ method: 'CANCEL', cancels: 'person', sequence: 1 });
    expect(lines(person).filter(line => line.startsWith('STATUS'))).toEqual([]);
    expect(lines(text)).toContain('STATUS:CONFIRMED');
    for (const one of [session, person]) expect(eventOf(one).getFirstPropertyValue('summary')).toBeTruthy();
  });

  test('ICS 24: for somebody without an address it is published, and nobody is asked to answer', () => {
    const published = with_({ method: 'PUBLISH', recipient: null });
    expect(lines(published)).toContain('METHOD:PUBLISH');
    expect(published).not.toMatch(/^ATTENDEE/m);
  });

  test('ICS 25: no secret, no HTML and no id of ours but the page it leads to', () => {
    expect(text).not.toMatch(/#|<[a-z/]/i);
    expect(
      unfolded(text).filter(line => line.includes('p_abc') && !/^(URL|CONFERENCE|DESCRIPTION)/.test(line)),
    ).toEqual([]);
  });

  test('ICS 26: what is put into a title, a place or a name starts no line of its own', () => {
    for (const evil of [
      'a\r\nX-EVIL:1',
      'a\nX-EVIL:1',
      'a\rX-EVIL:1',
      'a\u2028X-EVIL:1',
      'a\u0085X-EVIL:1',
      'a\u0000b',
    ]) {
      const made = with_({
        title: evil,
        place: evil,
        council: evil,
        recipient: { name: evil, email: 'x@k.example', role: 'delegate' },
      });
      expect(unfolded(made).filter(line => line.startsWith('X-EVIL'))).toEqual([]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be there
      expect(made).not.toMatch(/[\u0000\u0085\u2028]/);
      expect(eventOf(made).getAllProperties('x-evil')).toEqual([]);
    }
  });

  test('ICS 28: the same bytes whatever zone the host lives in', async () => {
    const made = await Promise.all((['UTC', 'Europe/Moscow', 'America/New_York'] as const).map(renderedUnder));
    expect(made).toEqual([text, text, text]);
  });

  test('CAL-27: the local times of the capitals, the session’s own first, other dates told', () => {
    const description = String(eventOf(text).getFirstPropertyValue('description'));
    expect(description).toContain(
      '14:00 Бишкек (UTC+6)\n13:00 Ташкент, Астана, Душанбе (UTC+5)\n12:00 Ереван (UTC+4)\n11:00 Москва (UTC+3)\n',
    );
    expect(capitalTimes(new Date('2026-03-09T20:30:00Z'), 'Asia/Bishkek', 'en')).toEqual([
      '02:30 Bishkek (UTC+6)',
      '01:30 Tashkent, Astana, Dushanbe (UTC+5)',
      '00:30 Yerevan (UTC+4)',
      '2026-03-09 23:30 Moscow (UTC+3)',
    ]);
    expect(capitalTimes(base.startsAt, 'Asia/Kolkata', 'en')[0]).toBe('13:30 Kolkata (UTC+5:30)');
    expect(capitalTimes(base.startsAt, 'America/New_York', 'en')[0]).toBe('04:00 New York (UTC−4)');
  });
});

/** A process reads its zone once, at its first date. */
async function renderedUnder(zone: 'UTC' | 'Europe/Moscow' | 'America/New_York'): Promise<string> {
  const hour = { UTC: 8, 'Europe/Moscow': 11, 'America/New_York': 4 }[zone];
  const { code, stdout, stderr } = await runCode(
    `const of = ${JSON.stringify(base)};
    for (const key of ['stamp', 'created', 'startsAt', 'endsAt']) of[key] = new Date(of[key]);
    if (of.startsAt.getHours() !== ${hour}) throw new Error('the zone was not taken');
    const { invitation } = await import(${JSON.stringify(sourceUrl('calendar/invitation.ts'))});
    process.stdout.write(invitation(of));`,
    { TZ: zone },
  );
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
