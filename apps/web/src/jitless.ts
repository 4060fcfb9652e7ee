import { config } from 'zod';

// Before the first schema is made: zod else tries whether it may make functions of text, which our policy forbids and the
// browser reports.
config({ jitless: true });
