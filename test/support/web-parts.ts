/** Once a test's pages are imported: the parts they fetch later are there, as on a page that has stood for a second. */
import { beforeAll } from '@jest/globals';
import { loadDeferredParts } from '../../apps/web/src/ui/deferred.js';

beforeAll(loadDeferredParts);
