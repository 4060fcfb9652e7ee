import { mySessions } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useApiQuery } from './desk-queries.js';

/** Why this account may not change anything in this council, or null. Those of the chair and of the auditor read the desk (the server decides). */
export function useMayWrite(council: string | null): string | null {
  const { refusalText } = useLanguage();
  const mine = useApiQuery(mySessions());
  const reads = mine.data?.some(one => one.councilId === council && one.role !== 'secretary') ?? false;
  return reads ? refusalText('may.secretary_desk') : null;
}
