import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import type { DeviceKind } from './auth-session.entity.js';
import { SessionEntity } from './session.entity.js';

/** A link handed out. Its secret was shown once; only its SHA-256 is here. */
@Entity('links')
@Unique('uq_links_secret', ['secretHash'])
@Check('ck_links_kind', "kind in ('account', 'participant', 'screen')")
export class LinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_links' })
  id: string;

  @Column('text')
  kind: DeviceKind;

  /** Account, participant or screen it lets in. */
  @Index('ix_links_subject')
  @Column('text')
  subject: string;

  @Index('ix_links_session')
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId: string | null;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_links_session' })
  session?: Relation<SessionEntity> | null;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  /** Good for one exchange only. */
  @Column('boolean', { default: false })
  once: boolean;

  /** Its number in the journal, where it was issued while the session was under way. */
  @Column('integer', { nullable: true })
  generation?: number | null;

  /** The account that issued it, and why. */
  @Column('text', { name: 'issued_by', nullable: true })
  issuedBy?: string | null;

  @Column('text', { nullable: true })
  reason?: string | null;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
