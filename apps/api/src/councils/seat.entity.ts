import type { Category, Language, Mode, Role, Wording } from '@kengesh/domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { CouncilEntity } from './council.entity.js';

/** A place on a council's roll, in protocol order by `position`. `holder` is personal data and stays in this table. */
@Entity('seats')
@Index('ix_seats_council', ['councilId', 'position'])
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

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
