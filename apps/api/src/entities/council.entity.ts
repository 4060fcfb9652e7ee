import type { Rules, Wording } from '@kengesh/domain';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A standing body: its name, the mailbox it writes from, its zone, its rules as data. */
@Entity('councils')
export class CouncilEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_councils' })
  id: string;

  @Column('jsonb')
  name: Wording;

  @Column('text')
  mailbox: string;

  /** IANA id, as chosen (TZ-05). */
  @Column('text')
  zone: string;

  @Column('integer', { name: 'statutory_seats' })
  statutorySeats: number;

  @Column('jsonb')
  rules: Rules;

  @Column('boolean', { default: false })
  sample: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  /** Raised with every change; who writes says at which one was read. */
  @VersionColumn({ default: 1 })
  revision: number;
}
