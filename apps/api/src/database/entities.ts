/** Every table the desk rooms map with TypeORM, one line each. The journal's own tables are not entities. */

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
