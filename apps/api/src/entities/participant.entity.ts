import type { Mode, Role, Wording } from '@kengesh/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { SeatEntity } from './seat.entity.js';
import { SessionEntity } from './session.entity.js';

/** Who takes part in one session: a line of its roll. Its id is what the journal and the page's address know. */
@Entity('participants')
@Unique('uq_participants_seat', ['sessionId', 'seatId'])
export class ParticipantEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_participants' })
  id: string;

  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_participants_session' })
  session?: Relation<SessionEntity>;

  @Index('ix_participants_seat')
  @Column('uuid', { name: 'seat_id' })
  seatId: string;

  @ManyToOne(() => SeatEntity)
  @JoinColumn({ name: 'seat_id', foreignKeyConstraintName: 'fk_participants_seat' })
  seat?: Relation<SeatEntity>;

  @Column('integer')
  position: number;

  @Column('text')
  role: Role;

  @Column('boolean')
  votes: boolean;

  @Column('jsonb')
  label: Wording;

  @Column('text')
  mode: Mode;

  /** Beside the journal, which holds the hash of salt and name only. */
  @Column('text', { name: 'name_salt' })
  nameSalt: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
