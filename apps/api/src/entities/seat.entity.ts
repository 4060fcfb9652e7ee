import type { Category, Language, Mode, Role, Wording } from '@kengesh/domain';
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  VersionColumn,
} from 'typeorm';
import { CouncilEntity } from './council.entity.js';

/** A place on a council's roll, in protocol order by `position`. `holder` is personal data and stays in this table. */
@Entity('seats')
@Index('ix_seats_council', ['councilId', 'position'])
@Check('ck_seats_weight', 'weight between 1 and 100000000000')
export class SeatEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_seats' })
  id: string;

  @Column('uuid', { name: 'council_id' })
  councilId: string;

  @ManyToOne(() => CouncilEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'council_id', foreignKeyConstraintName: 'fk_seats_council' })
  council?: Relation<CouncilEntity>;

  @Column('integer')
  position: number;

  @Column('jsonb')
  label: Wording;

  @Column('text')
  role: Role;

  @Column('boolean')
  votes: boolean;

  @Column('boolean')
  filled: boolean;

  @Column('text')
  delegation: string;

  @Column('text')
  category: Category;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text')
  language: Language;

  @Column('text')
  mode: Mode;

  @Column('text', { nullable: true })
  holder: string | null;

  /** Millionths of a vote (PROC-07); null: one vote. Far below what a number holds exactly. */
  @Column('bigint', {
    nullable: true,
    transformer: {
      from: (value: string | null) => (value === null ? null : Number(value)),
      to: (value: number | null | undefined) => value,
    },
  })
  weight: number | null;

  /** Head of its delegation, whose ballot is its state's where the rules count so. */
  @Column('boolean', { default: false })
  head: boolean;

  /** When the desk last set the role by hand; null: not since the seat was made. */
  @Column('timestamptz', {
    name: 'role_set_at',
    nullable: true,
    comment: 'when the desk last set the role by hand; null: never since the seat was made, or given back to elections',
  })
  roleSetAt: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  /** Raised with every change; who writes says at which one was read. */
  @VersionColumn({ default: 1 })
  revision: number;
}
