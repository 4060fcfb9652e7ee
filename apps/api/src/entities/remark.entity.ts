import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SessionEntity } from './session.entity.js';

/** The text of a statement or report, beside the journal, which holds the hash of key and text only: so it can be erased. */
@Entity('remarks')
@Check('ck_remarks_hash', "hash ~ '^[0-9a-f]{64}$'")
export class RemarkEntity {
  @PrimaryColumn('uuid', { name: 'session_id', primaryKeyConstraintName: 'pk_remarks' })
  sessionId: string;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_remarks_session' })
  session?: Relation<SessionEntity>;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_remarks' })
  hash: string;

  @Column('text')
  key: string;

  @Column('text')
  text: string;

  /** Who handed it in. */
  @Column('text')
  participant: string;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;
}
