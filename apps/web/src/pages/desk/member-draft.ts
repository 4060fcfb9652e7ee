import type { SeatRow } from '@kengesh/contracts';

/** Under which name the desk keeps what is typed of a seat and not saved. */
export const memberDraft = (councilId: string, seat: SeatRow | null) => `member.${councilId}.${seat?.id ?? 'new'}`;
