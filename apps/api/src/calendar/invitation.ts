/**
 * The invitation as calendars read it: one person, one session, in the session's own zone. The same person's later ones carry
 * the same name and a higher number, so that a calendar knows which is the newest.
 */
import type { Role } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  type ICalDateTimeValue,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { capitalTimes } from './capitals.js';
import { finished } from './finish.js';
import { line, name, paragraph } from './text.js';
import { zoned } from './zone.js';
import { zoneBlock } from './zone-block.js';

export interface Invitation {
  /** `REQUEST`: invited, or told of a change. `CANCEL`: see `cancels`. `PUBLISH`: for somebody without an address. */
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** Of a CANCEL: the whole session, or this person only, who was taken off the roll. */
  readonly cancels: 'session' | 'person';
  /** Of the session, for its whole life (CAL-11). */
  readonly uid: string;
  readonly sequence: number;
  /** When this was generated; later than any before it for the same uid (CAL-15). */
  readonly stamp: Date;
  readonly created: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA id. */
  readonly zone: string;
  readonly title: string;
  readonly place: string;
  readonly form: 'hybrid' | 'hall' | 'remote';
  readonly council: string;
  /** The council's own mailbox (CAL-16), never the recipient's (CAL-17). */
  readonly mailbox: string;
  /** null: PUBLISH, and nobody is named. */
  readonly recipient: { readonly name: string; readonly email: string; readonly role: Role } | null;
  readonly language: string;
  /** The recipient's page, without any secret (SEC-05). */
  readonly page: string;
}

const ROLES: Record<Role, ICalAttendeeRole> = {
  chair: ICalAttendeeRole.CHAIR,
  deputy: ICalAttendeeRole.REQ,
  delegate: ICalAttendeeRole.REQ,
  secretary: ICalAttendeeRole.REQ,
  observer: ICalAttendeeRole.OPT,
  interpreter: ICalAttendeeRole.OPT,
};

/** Lines before a session at which calendars remind: a quarter of an hour. */
const ALARM_SECONDS = 15 * 60;

/** The whole object, lines ended with CRLF, fit to be sent as it is. */
export function invitation(of: Invitation): string {
  const { method, language, zone, startsAt, endsAt, recipient } = of;
  const cancel = method === 'CANCEL';
  const council = name(of.council, language);
  const utc = (instant: Date) => zoned(instant, 'UTC') as unknown as ICalDateTimeValue;
  const local = (instant: Date) => zoned(instant, zone) as unknown as ICalDateTimeValue;
  const calendar = ical({
    prodId: { company: 'Kengesh', product: 'Kengesh', language: language.toUpperCase().slice(0, 2) },
    scale: 'GREGORIAN',
    method: ICalCalendarMethod[method],
    // A zone named for the whole calendar would take the Z from every stamp, hence it is named for the event only.
    timezone: { name: null, generator: zoneId => zoneBlock(zoneId, [startsAt, endsAt]) },
  });
  calendar.createEvent({
    id: of.uid,
    sequence: of.sequence,
    stamp: utc(of.stamp),
    created: utc(of.created),
    lastModified: utc(of.stamp),
    start: local(startsAt),
    end: local(endsAt),
    timezone: zone,
    summary: line(of.title),
    description: describe(of),
    location: line(of.place),
    organizer: { name: council, email: of.mailbox },
    attendees: recipient
      ? [
          {
            name: name(recipient.name, language),
            email: recipient.email,
            type: ICalAttendeeType.INDIVIDUAL,
            role: ROLES[recipient.role],
            status: ICalAttendeeStatus.NEEDSACTION,
            rsvp: !cancel,
          },
        ]
      : [],
    status: cancel ? (of.cancels === 'session' ? ICalEventStatus.CANCELLED : null) : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    class: ICalEventClass.PRIVATE,
    x: { 'X-MICROSOFT-DISALLOW-COUNTER': 'TRUE' },
    alarms: cancel
      ? []
      : [{ type: ICalAlarmType.display, trigger: ALARM_SECONDS, description: phrase(language, 'mail.alarm') }],
  });
  return finished(calendar.toString(), {
    url: of.page,
    conference: cancel || of.form === 'hall' ? null : line(phrase(language, 'mail.conference')),
    organizer: { name: council, email: of.mailbox },
    attendee: recipient && { name: name(recipient.name, language), email: recipient.email },
  });
}

/** What the event says in words: who convenes, the local times (CAL-27), the way in, and what to do if nothing shows. */
function describe(of: Invitation): string {
  const tell = (key: Parameters<typeof phrase>[1], params = {}) => phrase(of.language, key, params);
  const cancel = of.method === 'CANCEL';
  return paragraph(
    [
      line(of.council),
      ...(cancel ? [tell(of.cancels === 'session' ? 'mail.cancelled' : 'mail.uninvited')] : []),
      '',
      ...capitalTimes(of.startsAt, of.zone, of.language),
      ...(cancel
        ? []
        : ['', tell(`mail.form.${of.form}`), tell('mail.page', { url: of.page }), tell('mail.page_hint')]),
    ].join('\n'),
  );
}
