/** What stands before entry 1: 64 zeros (J-01). Apart from the hashing, which a page that only follows does without. */
export const GENESIS = '0'.repeat(64);
