/** Every migration in the order it was written, a line each; names end in their timestamp, as TypeORM wants them. */
import type { MigrationInterface } from 'typeorm';
import { KeepTheJournal1700000000000 } from './1700000000000-keep-the-journal.js';
import { KeepTheDesk1700000000100 } from './1700000000100-keep-the-desk.js';
import { SendInvitationsAndKeepRegisters1700000000200 } from './1700000000200-send-invitations-and-keep-registers.js';
import { KeepRulesNumbersAndTheLifeOfTasks1700000000300 } from './1700000000300-keep-rules-numbers-and-the-life-of-tasks.js';
import { KeepTheTexts1700000000400 } from './1700000000400-keep-the-texts.js';
import { KeepFoldedStates1700000000600 } from './1700000000600-keep-folded-states.js';
import { KeepRehearsals1700000000700 } from './1700000000700-keep-rehearsals.js';
import { KeepVideoEvidence1700000000750 } from './1700000000750-keep-video-evidence.js';
import { KnowTheNodes1700000000800 } from './1700000000800-know-the-nodes.js';
import { KeepCommandsInOrder1700000000900 } from './1700000000900-keep-commands-in-order.js';
import { KeepNamesOfTheDay1700000001000 } from './1700000001000-keep-names-of-the-day.js';
import { LetSeveralLinksOpenOneDoor1700000001100 } from './1700000001100-let-several-links-open-one-door.js';
import { LinkRulesWithDecisions1700000001200 } from './1700000001200-link-rules-with-decisions.js';
import { LetElectionsAct1700000001300 } from './1700000001300-let-elections-act.js';
import { CountRevisionsOfTheDesk1700000001400 } from './1700000001400-count-revisions-of-the-desk.js';
import { KeepTheSecurityLog1700000001600 } from './1700000001600-keep-the-security-log.js';
import { KnowByWhomLinksAreIssued1700000001700 } from './1700000001700-know-by-whom-links-are-issued.js';
import { KnowTheDevicesOfAccounts1700000001710 } from './1700000001710-know-the-devices-of-accounts.js';
import { SayWhoMayFoundCouncils1700000001720 } from './1700000001720-say-who-may-found-councils.js';
import { FindDevicesBySession1700000001850 } from './1700000001850-find-devices-by-session.js';
import { KeepBallotsSealed1700000002000 } from './1700000002000-keep-ballots-sealed.js';
import { HandKeysOfBallotBoxesOut1700000002010 } from './1700000002010-hand-keys-of-ballot-boxes-out.js';
import { KeepLetters1700000002100 } from './1700000002100-keep-letters.js';
import { CountFailuresOnEveryNode1700000002110 } from './1700000002110-count-failures-on-every-node.js';

export const migrations: readonly (new () => MigrationInterface)[] = [
  KeepTheJournal1700000000000,
  KeepTheDesk1700000000100,
  SendInvitationsAndKeepRegisters1700000000200,
  KeepRulesNumbersAndTheLifeOfTasks1700000000300,
  KeepTheTexts1700000000400,
  KeepFoldedStates1700000000600,
  KeepRehearsals1700000000700,
  KeepVideoEvidence1700000000750,
  KnowTheNodes1700000000800,
  KeepCommandsInOrder1700000000900,
  KeepNamesOfTheDay1700000001000,
  LetSeveralLinksOpenOneDoor1700000001100,
  LinkRulesWithDecisions1700000001200,
  LetElectionsAct1700000001300,
  CountRevisionsOfTheDesk1700000001400,
  KeepTheSecurityLog1700000001600,
  KnowByWhomLinksAreIssued1700000001700,
  KnowTheDevicesOfAccounts1700000001710,
  SayWhoMayFoundCouncils1700000001720,
  FindDevicesBySession1700000001850,
  KeepBallotsSealed1700000002000,
  HandKeysOfBallotBoxesOut1700000002010,
  KeepLetters1700000002100,
  CountFailuresOnEveryNode1700000002110,
];
