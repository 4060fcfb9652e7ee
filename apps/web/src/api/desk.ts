/** What the pages of the desk ask of the API: each operation with what it is sent and what it answers. */
import type {
  AccountInvite,
  AccountInvited,
  AgendaInput,
  Council,
  CouncilAccount,
  CouncilChange,
  CouncilInput,
  DecisionRow,
  InvitationsInput,
  InvitationsOutcome,
  LeftOver,
  LetterRow,
  LettersView,
  LinkIssued,
  OfficeRow,
  OrphanRow,
  OwnDevice,
  ParticipantModeInput,
  ParticipantName,
  PasswordInput,
  PrepareAnswer,
  PrepareInput,
  RecallInput,
  RecallOutcome,
  RehearsalAnswer,
  RehearsalInput,
  RosterRow,
  RulesAdoption,
  RulesVersion,
  SeatChange,
  SeatInput,
  SeatRow,
  SecurityEntry,
  SecurityTopic,
  SessionChange,
  SessionInput,
  SessionRow,
  TaskRow,
} from '@kengesh/contracts';
import type { LinkReason, PlainJson } from '@kengesh/domain';
import { type Call, get, send } from './client.js';

/** With the revision it was read at, where it has one. */
type Revised<Change> = Omit<Change, 'revision'> & { readonly revision?: number | undefined };

const council = (id: string) => `/api/councils/${id}`;
const session = (id: string) => `/api/sessions/${id}`;
const participant = (id: string, of: string) => `${session(id)}/participants/${of}`;

export const setPassword = (body: PasswordInput) => send<void>('PUT', '/api/my/password', body);

export const ownDevices = () => get<OwnDevice[]>('/api/my/devices');
export const endDevice = (id: string) => send<void>('DELETE', `/api/my/devices/${id}`);
export const councilAccounts = (id: string) => get<CouncilAccount[]>(`${council(id)}/accounts`);
export const inviteAccount = (id: string, body: PlainJson<AccountInvite>) =>
  send<AccountInvited>('POST', `${council(id)}/accounts`, body);
export const setAccountAccess = (id: string, account: string, disabled: boolean) =>
  send<CouncilAccount>('PATCH', `${council(id)}/accounts/${account}`, { disabled });
export const removeAccount = (id: string, account: string) =>
  send<void>('DELETE', `${council(id)}/accounts/${account}`);
/** @param before the last line one has; '' where one has none */
export const securityLog = (id: string, limit: number, topic: SecurityTopic | '', before: string) => {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(topic ? { topic } : {}),
    ...(before ? { before } : {}),
  });
  return get<SecurityEntry[]>(`${council(id)}/security-log?${query}`);
};

export const councils = () => get<Council[]>('/api/councils');
export const readCouncil = (id: string) => get<Council>(council(id));
export const createCouncil = (body: CouncilInput) => send<Council>('POST', '/api/councils', body);
export const changeCouncil = (id: string, body: Revised<CouncilChange>) => send<Council>('PATCH', council(id), body);
export const rulesVersions = (id: string) => get<RulesVersion[]>(`${council(id)}/rules`);
export const nameAdoption = (id: string, version: number, body: RulesAdoption) =>
  send<RulesVersion[]>('POST', `${council(id)}/rules/${version}/decision`, body);

export const seats = (id: string) => get<SeatRow[]>(`${council(id)}/seats`);
export const addSeat = (id: string, body: SeatInput) => send<SeatRow>('POST', `${council(id)}/seats`, body);
export const changeSeat = (id: string, body: SeatChange) => send<SeatRow>('PATCH', `/api/seats/${id}`, body);
export const removeSeat = (id: string) => send<void>('DELETE', `/api/seats/${id}`);

/** More than a register of any council has lines. */
export const MOST_LINES = 1000;
const register = <Line>(id: string, name: string) => get<Line[]>(`${council(id)}/${name}?limit=${MOST_LINES}`);
export const decisions = (id: string) => register<DecisionRow>(id, 'decisions');
export const tasks = (id: string) => register<TaskRow>(id, 'tasks');
export const offices = (id: string) => register<OfficeRow>(id, 'offices');
export const registers = { decisions, tasks, offices };

/** All that is known of any session. */
export const ANY_SESSION: Pick<Call<never>, 'path'> = { path: '/api/sessions/' };
export const sessions = (id: string) => get<SessionRow[]>(`${council(id)}/sessions`);
export const convene = (id: string, body: SessionInput) => send<SessionRow>('POST', `${council(id)}/sessions`, body);
export const readSession = (id: string) => get<SessionRow>(session(id));
export const changeSession = (id: string, body: SessionChange) => send<SessionRow>('PATCH', session(id), body);
export const setAgenda = (id: string, body: PlainJson<AgendaInput>) =>
  send<SessionRow>('PUT', `${session(id)}/agenda`, body);
export const cancelSession = (id: string) => send<SessionRow>('POST', `${session(id)}/cancel`);
export const leftOver = (id: string) => get<LeftOver>(`${session(id)}/left-over`);
export const orphans = (id: string) => get<OrphanRow[]>(`${session(id)}/orphans`);
export const prepare = (id: string, body: PrepareInput) => send<PrepareAnswer>('POST', `${session(id)}/prepare`, body);
export const names = (id: string) => get<ParticipantName[]>(`${session(id)}/names`);
export const eraseName = (id: string, of: string) => send<void>('DELETE', `${participant(id, of)}/name`);

export const roster = (id: string) => get<RosterRow[]>(`${session(id)}/roster`);
export const changeMode = (id: string, of: string, body: ParticipantModeInput) =>
  send<RosterRow>('PATCH', participant(id, of), body);
export const invite = (id: string, body: InvitationsInput) =>
  send<InvitationsOutcome>('POST', `${session(id)}/invitations`, body);
export const letters = (id: string) => get<LettersView>(`${session(id)}/letters`);
export const recallLetters = (id: string, body: RecallInput) =>
  send<RecallOutcome>('POST', `${session(id)}/letters/recall`, body);
export const sendLetterAgain = (id: string, letter: string) =>
  send<LetterRow>('POST', `${session(id)}/letters/${letter}/again`);
export const invitationFile = (id: string, of: string) => `${participant(id, of)}/invitation.ics`;
export const issueLink = (id: string, of: string, reason?: LinkReason) =>
  send<LinkIssued>('POST', `${participant(id, of)}/link`, reason && { reason });
export const revokeLink = (id: string, of: string, reason?: LinkReason) =>
  send<void>('DELETE', `${participant(id, of)}/link`, reason && { reason });
export const admitLinkAlone = (id: string, of: string) => send<void>('POST', `${participant(id, of)}/link/admit`);
export const issueScreenLink = (id: string) => send<LinkIssued>('POST', `${session(id)}/screen-link`);

export const rehearsal = (id: string) => get<RehearsalAnswer>(`${session(id)}/rehearsal`);
export const startRehearsal = (id: string, body: RehearsalInput) =>
  send<RehearsalAnswer>('POST', `${session(id)}/rehearsal`, body);
export const stopRehearsal = (id: string) => send<void>('DELETE', `${session(id)}/rehearsal`);
