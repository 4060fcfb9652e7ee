/** Every table the desk rooms map with TypeORM, one line each. The journal's own tables are not entities. */
import { CouncilEntity } from '../councils/council.entity.js';
import { SeatEntity } from '../councils/seat.entity.js';
import { AccountEntity, MembershipEntity } from '../identity/account.entity.js';
import { AuthSessionEntity } from '../identity/auth-session.entity.js';
import { LinkEntity } from '../identity/link.entity.js';
import { ParticipantNameEntity } from '../names/participant-name.entity.js';
import { ParticipantEntity } from '../sessions/participant.entity.js';
import { SessionEntity } from '../sessions/session.entity.js';
import { RemarkEntity } from '../texts/remark.entity.js';
import { VideoEvidenceEntity } from '../video/evidence.entity.js';

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
