import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionEntity } from './session.entity.js';

/** One thing the video server told: who came, went, sent or stopped sending. No part of the record. */
@Entity('video_evidence')
@Index('video_evidence_session', ['sessionId', 'at'])
export class VideoEvidenceEntity {
  /** The event's own id: told twice, it is kept once. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_video_evidence' })
  id: string;

  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_video_evidence_session' })
  session?: Relation<SessionEntity>;

  /** Or `hall`. */
  @Column('text')
  participant: string;

  /** This one coming, as the video server numbers it. */
  @Column('text')
  sid: string;

  @Column('text')
  what: string;

  @Column('text', { nullable: true })
  source: string | null;

  @Column('timestamptz')
  @Index('video_evidence_at')
  at: Date;
}
