/** `npm start`. The server, which has the most code to read, begins at once; what it stands on comes up beside it. */
import { startApiChild } from './api-child.js';

const child = startApiChild();
const { runInstallation } = await import('./run-installation.js');
process.exit(await runInstallation(child));
