import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { AccountEntity } from './account.entity.js';
import { SessionEntity } from './session.entity.js';

/** What a link opens and a device acts as. */
export type DeviceKind = 'account' | 'participant' | 'screen';

/** One device that was let in. Its token was given to the device; only its SHA-256 is here. */
@Entity('auth_sessions')
@Unique('uq_auth_sessions_token', ['tokenHash'])
@Check('ck_auth_sessions_kind', "kind in ('account', 'participant', 'screen')")
export class AuthSessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_auth_sessions' })
  id: string;

  @Column('text', { name: 'token_hash' })
  tokenHash: string;

  @Index('ix_auth_sessions_as')
  @Column('text')
  as: string;

  @Column('text')
  kind: DeviceKind;

  /** The council of the session; null for accounts, who may belong to several. */
  @Column('uuid', { name: 'council_id', nullable: true })
  councilId: string | null;

  @Index('ix_auth_sessions_session')
  @Column('uuid', { name: 'session_id', nullable: true })
  sessionId: string | null;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_auth_sessions_session' })
  session?: Relation<SessionEntity> | null;

  /** The account itself, or the account that entered a session as its participant. */
  @Column('text', { name: 'account_id', nullable: true })
  accountId: string | null;

  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_auth_sessions_account' })
  account?: Relation<AccountEntity> | null;

  /** The account's device session out of which this one was entered: it ends with it. */
  @Index('ix_auth_sessions_parent')
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;

  @Column('uuid', { name: 'link_id', nullable: true })
  linkId: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent: string | null;

  /** Random, and the same for all who come in from one browser. */
  @Column('text', { nullable: true })
  browser: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  @Index('ix_auth_sessions_expires')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Index('ix_auth_sessions_revoked')
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
