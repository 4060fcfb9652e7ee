import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionEntity } from './session.entity.js';

/** A participant's name as it was when the session was prepared (REC-21), beside the journal, which holds its salted hash. */
@Entity('participant_names')
@Check('ck_participant_names_hash', "hash ~ '^[0-9a-f]{64}$'")
@Check(
  'ck_participant_names_erased',
  '(salt is null) = (erased_at is not null) and (name is null) = (erased_at is not null)',
)
export class ParticipantNameEntity {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'pk_participant_names' })
  sessionId: string;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_participant_names_session' })
  session?: Relation<SessionEntity>;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_participant_names' })
  participant: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_participant_names' })
  hash: string;

  @Column('text', { nullable: true })
  salt: string | null;

  @Column('text', { nullable: true })
  name: string | null;

  @Column('timestamptz', { name: 'kept_at', default: () => 'now()' })
  keptAt: Date;

  /** Then salt and name are gone, and nothing but this is left. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;
}
