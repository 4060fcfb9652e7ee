import type { DeskRole } from '@kengesh/contracts';
import type { Language, Wording } from '@kengesh/domain';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { CouncilEntity } from './council.entity.js';

/** Who signs in at the desk with a password. */
@Entity('accounts')
@Unique('uq_accounts_email', ['email'])
export class AccountEntity {
  /** `a_…`; also the handle of its pages and cookie. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_accounts' })
  id: string;

  /** In lower case. */
  @Column('text')
  email: string;

  /** argon2id; null: no password, signs in by link only. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column('jsonb')
  label: Wording;

  @Column('text')
  language: Language;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  /** Whether it may found councils. */
  @Column('boolean', { name: 'may_found', default: false })
  mayFound: boolean;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;
}

/** An account belongs to a council: its secretary works at the desk, its chair and its auditor read there. */
@Entity('memberships')
@Check('ck_memberships_role', "role in ('secretary', 'chair', 'auditor')")
export class MembershipEntity {
  @PrimaryColumn('text', { name: 'account_id', primaryKeyConstraintName: 'pk_memberships' })
  accountId: string;

  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_memberships_account' })
  account?: Relation<AccountEntity>;

  @PrimaryColumn('uuid', { name: 'council_id', primaryKeyConstraintName: 'pk_memberships' })
  councilId: string;

  @ManyToOne(() => CouncilEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'council_id', foreignKeyConstraintName: 'fk_memberships_council' })
  council?: Relation<CouncilEntity>;

  @Column('text')
  role: DeskRole;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
