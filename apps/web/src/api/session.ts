/** What any page asks of the API: each operation with what it is sent and what it answers. */
import type {
  ExportRow,
  JournalHeads,
  LinkAnswer,
  LinkExchange,
  Me,
  MySession,
  OwnDevice,
  SignIn,
  TextInput,
  TextKept,
  TextRow,
  VideoTicket,
} from '@kengesh/contracts';
import { get, send } from './client.js';

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

export const signIn = (body: SignIn) => send<LinkAnswer>('POST', '/api/sign-in', body);
export const signOut = () => send<void>('POST', '/api/sign-out');
export const myDevices = () => get<OwnDevice[]>('/api/my/devices');
export const endMyDevice = (id: string) => send<void>('DELETE', `/api/my/devices/${id}`);
export const exchangeLink = (body: LinkExchange) => send<LinkAnswer>('POST', '/api/links/exchange', body);
export const readMe = () => get<Me>('/api/me');
export const mySessions = () => get<MySession[]>('/api/my/sessions');
export const enterSession = (id: string) => send<LinkAnswer>('POST', `${session(id)}/enter`);

export const heads = (id: string) => get<JournalHeads>(`${session(id)}/heads`);
export const texts = (id: string) => get<TextRow[]>(`${session(id)}/texts`);
export const keepText = (id: string, body: TextInput) => send<TextKept>('POST', `${session(id)}/texts`, body);
export const papers = (id: string, language: string) => get<ExportRow[]>(`${session(id)}/exports?lang=${language}`);
/** A file of a paper, to be downloaded; of a paper of several tables a CSV holds one. */
export const paperFile = (id: string, name: string, language: string, table: string | null = null) =>
  `${session(id)}/exports/${name}?lang=${language}${table === null ? '' : `&table=${table}`}`;
export const ownInvitationFile = (id: string) => `${session(id)}/my-invitation.ics`;
/** `waiting`: to look into the waiting room, for the bureau; who waits is let there anyway. */
export const videoTicket = (id: string, room: VideoTicket['room']) =>
  send<VideoTicket>('POST', `${session(id)}/video-token${room === 'waiting' ? '?room=waiting' : ''}`);
