/** Records keys and devices in the journal of a session that is under way (SEC-17), for the folder that issues and admits them. */
import { randomUUID } from 'node:crypto';
import { type DeviceEnd, devicesOf, type LinkIssuer, type LinkReason, type State } from '@kengesh/domain';
import type { Answer, Command, JsonObject } from '@kengesh/journal';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ArrivingDevice, IssuedKey, KeyRecord } from '../identity/key-record.js';
import { LinksService } from '../identity/links.service.js';
import { MyDevicesService } from '../identity/my-devices.service.js';
import { RefusedError } from '../problems/refused-error.js';
import { JournalService } from './journal.service.js';
import { submitAsSystem } from './system-act.js';

const DESK = { id: 'desk', kind: 'desk' } as const;

/** Whether what is done with keys is recorded: while the session is open or in recess. */
export const isUnderWay = ({ session: { phase } }: State): boolean => phase === 'open' || phase === 'recess';

@Injectable()
export class KeyRecorder implements KeyRecord, OnModuleInit {
  constructor(
    @Inject(JournalService) private readonly journal: JournalService,
    @Inject(LinksService) private readonly links: LinksService,
    @Inject(MyDevicesService) private readonly devices: MyDevicesService,
  ) {}

  onModuleInit(): void {
    this.links.useKeyRecord(this);
    this.devices.useKeyRecord(this);
  }

  async issue(
    sessionId: string,
    link: { participant: string; by: LinkIssuer; reason: LinkReason; known: boolean },
  ): Promise<IssuedKey | null> {
    const answer = await this.asDesk(sessionId, { type: 'link.issue', ...link });
    const [seq] = answer?.seqs ?? [];
    if (seq === undefined) return null;
    const [entry] = await this.journal.entries(sessionId, seq - 1, 1);
    const { generation, until } = entry!.data;
    return { generation: Number(generation), until: typeof until === 'string' ? until : null };
  }

  async revoke(sessionId: string, link: { participant: string; by: LinkIssuer; reason: LinkReason }): Promise<void> {
    await this.asDesk(sessionId, { type: 'link.revoke', ...link });
  }

  /** The secretary alone lets the newest link in that waits. @throws RefusedError link.waits, link.not_asked */
  async admitAlone(sessionId: string, participant: string, generation: number, by: LinkIssuer): Promise<void> {
    await this.asDesk(sessionId, { type: 'link.admit', participant, generation, by });
  }

  async admit(
    sessionId: string,
    participant: string,
    { id: device, ...arriving }: ArrivingDevice,
  ): Promise<{ readonly replaces: boolean }> {
    const { state } = await this.journal.state(sessionId);
    if (!isUnderWay(state) || !state.prepared?.participants.some(one => one.id === participant))
      return { replaces: arriving.generation !== null };
    const act = { type: 'device.admit', participant, device, ...arriving };
    const answer = await submitAsSystem(this.journal, sessionId, `device:${device}`, act);
    if (!answer.ok) throw new RefusedError(answer.refusal);
    const after = await this.journal.state(sessionId);
    return { replaces: devicesOf(after.state, participant)?.votes === device };
  }

  async end(sessionId: string, participant: string, device: string, how: DeviceEnd): Promise<void> {
    const { state } = await this.journal.state(sessionId);
    if (!isUnderWay(state)) return;
    await submitAsSystem(this.journal, sessionId, `end:${device}`, { type: 'device.end', participant, device, ...how });
  }

  /** Null where the session is not under way. @throws RefusedError */
  private async asDesk(
    sessionId: string,
    act: { readonly type: string; readonly by: LinkIssuer } & { readonly [field: string]: unknown },
  ): Promise<Extract<Answer, { ok: true }> | null> {
    const { state } = await this.journal.state(sessionId);
    if (!isUnderWay(state)) return null;
    const command: Command = { id: randomUUID(), actor: DESK, act: act as unknown as JsonObject & { type: string } };
    const answer = await this.journal.submit(sessionId, command);
    if (!answer.ok) throw new RefusedError(answer.refusal);
    return answer;
  }
}
