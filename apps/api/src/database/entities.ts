/** Every table, one line each: mapped with TypeORM, or with the reason why it is not. `drift.test.ts` holds both lists to the database. */

import { AccountEntity, MembershipEntity } from '../entities/account.entity.js';
import { AuthSessionEntity } from '../entities/auth-session.entity.js';
import { CouncilEntity } from '../entities/council.entity.js';
import { LinkEntity } from '../entities/link.entity.js';
import { ParticipantEntity } from '../entities/participant.entity.js';
import { ParticipantNameEntity } from '../entities/participant-name.entity.js';
import { RemarkEntity } from '../entities/remark.entity.js';
import { SeatEntity } from '../entities/seat.entity.js';
import { SessionEntity } from '../entities/session.entity.js';
import { VideoEvidenceEntity } from '../entities/video-evidence.entity.js';

export const entities: (new () => object)[] = [
  CouncilEntity,
  SeatEntity,
  SessionEntity,
  ParticipantEntity,
  AccountEntity,
  MembershipEntity,
  LinkEntity,
  AuthSessionEntity,
  RemarkEntity,
  ParticipantNameEntity,
  VideoEvidenceEntity,
];

/** Schema and name. */
export const withoutEntity: Readonly<Record<string, string>> = {
  'public.journal_entries': 'the event store: batches, locks and prepared statements by hand',
  'public.journal_heads': 'the event store',
  'public.box_marks': 'the event store',
  'public.ballot_boxes': 'the event store',
  'public.ballot_boxes_ended': 'the event store',
  'public.ballot_marks': 'the event store',
  'public.ballots': 'the event store: sealed texts that only the key of their box opens',
  'public.ballot_lists': 'the event store: what boxes have left',
  'public.ballot_key_holders': 'one upsert for each page that joins, gone with the session',
  'public.ballot_key_copies': 'written as sets, read by one query each, gone with the count',
  'urn.boxes': 'the event store: boxes of earlier builds, which lie in tables of their own in this schema',
  'public.folded_states': 'the event store: snapshots, a cache',
  'public.listener_checkpoints': 'the event store: held and moved in the transaction of whoever reads on',
  'public.decisions':
    'a projection of the journals: written by one INSERT … SELECT for each entry, read as pages of a join',
  'public.decision_signatures': 'a projection of the journals',
  'public.decision_numbers': 'a projection of the journals',
  'public.motions_reconsidered': 'a projection of the journals',
  'public.tasks': 'a projection of the journals',
  'public.office_terms': 'a projection of the journals',
  'public.council_rules': 'append-only history, written with the clock of the database and read by version',
  'public.rules_adoptions': 'append-only history: the last line of a version holds',
  'public.invitations': 'append-only, written as one set for a whole roll; read as the newest of each address',
  'public.session_calendars': 'made and stamped under its own lock by three statements',
  'public.letters': 'written as sets, claimed and settled by statements under locks of their own',
  'public.rehearsals': 'one upsert and its progress, written while others read it',
  'public.nodes': 'leases by the clock of the database, renewed every two seconds',
  'public.node_lines': 'written as sets, a few times a second',
  'public.known_devices': 'hashes that are added, found and deleted by one statement each',
  'public.failed_attempts': 'counters of rate-limiter-flexible, one upsert each',
  'public.security_events': 'append-only, written as sets; read as pages of a join',
  'public.house': 'one value, made by a migration and never written',
  'public.migrations': 'TypeORM’s own',
};
