/** What the page asks of the API about the key of a ballot box. */
import {
  type BallotKeyAnswer,
  type BallotKeyInput,
  type KeyConfirmation,
  type KeyCopies,
  type KeyCopiesInput,
  type KeyHolderInput,
  type KeyHolders,
} from '@kengesh/contracts';
import { type Call, get, request, send } from '../../api/client.js';

export type Holder = KeyHolders['holders'][number];
export type Copy = KeyCopies['copies'][number];

export interface KeyServer {
  offer(input: KeyHolderInput): Promise<unknown>;
  holders(): Promise<KeyHolders>;
  putCopies(input: KeyCopiesInput): Promise<unknown>;
  copies(): Promise<KeyCopies>;
  confirm(input: KeyConfirmation): Promise<unknown>;
  give(input: BallotKeyInput): Promise<BallotKeyAnswer>;
}

/** @throws {ApiError} each of them, where it is refused or there is no line */
export function keyServer(as: string, session: string): KeyServer {
  const at = `/api/sessions/${encodeURIComponent(session)}/ballot-key`;
  const ask = <Answer>(call: Call<Answer>) => request(as, call);
  return {
    offer: input => ask(send('PUT', `${at}/holder`, input)),
    holders: () => ask(get<KeyHolders>(`${at}/holders`)),
    putCopies: input => ask(send('PUT', `${at}/copies`, input)),
    copies: () => ask(get<KeyCopies>(`${at}/copies`)),
    confirm: input => ask(send('POST', `${at}/confirmations`, input)),
    give: input => ask(send<BallotKeyAnswer>('POST', `${at}/keys`, input)),
  };
}
