import type { Wording } from '@kengesh/domain';
import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  Unique,
  VersionColumn,
} from 'typeorm';
import { CouncilEntity } from './council.entity.js';

export interface AgendaDraft {
  readonly id: string;
  readonly title: Wording;
  readonly rapporteurSeatId: string | null;
}

/** A session as the desk plans it. What happens in it is the journal of the same id. */
@Entity('sessions')
@Unique('uq_sessions_number', ['councilId', 'number'])
@Unique('uq_sessions_screen', ['screenId'])
@Check(
  'ck_sessions_local',
  `starts_local ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$' and ends_local ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$'`,
)
@Check('ck_sessions_order', 'ends_at > starts_at')
export class SessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sessions' })
  id: string;

  @Column('uuid', { name: 'council_id' })
  councilId: string;

  @ManyToOne(() => CouncilEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'council_id', foreignKeyConstraintName: 'fk_sessions_council' })
  council?: Relation<CouncilEntity>;

  /** 1, 2, 3 … within the council. */
  @Column('integer')
  number: number;

  @Column('jsonb')
  title: Wording;

  @Column('text')
  form: 'hybrid' | 'hall' | 'remote';

  @Column('jsonb')
  place: Wording;

  /** `YYYY-MM-DDTHH:mm` in `zone`: what was promised (TZ-01). */
  @Column('text', { name: 'starts_local' })
  startsLocal: string;

  @Column('text', { name: 'ends_local' })
  endsLocal: string;

  @Column('text')
  zone: string;

  /** Computed from the promise by the tables of `tzdbVersion`. */
  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text', { name: 'tzdb_version' })
  tzdbVersion: string;

  /** SEQUENCE of the invitation (CAL-13): raised with every change of time, place, zone or status. */
  @Column('integer', { default: 0 })
  sequence: number;

  @Column('jsonb', { default: [] })
  agenda: readonly AgendaDraft[];

  /** What the hall's screen is called; its link is re-issued, its name stays. */
  @Column('text', { name: 'screen_id' })
  screenId: string;

  @Column('boolean', { default: false })
  sample: boolean;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  /** Raised with every change; who writes says at which one was read. */
  @VersionColumn({ default: 1 })
  revision: number;
}
