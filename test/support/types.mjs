// Checks the types of every tier, each under its own lib and types (TypeScript 7, in parallel). Used by `npm run types`.
import { spawn } from 'node:child_process';

const projects = ['libs', 'apps/api', 'apps/web', 'test'];
const codes = await Promise.all(
  projects.map(
    project =>
      new Promise(done => {
        const child = spawn(
          process.execPath,
          [
            'node_modules/typescript7/bin/tsc',
            '-p',
            project,
            // More than one would each check anew what all projects share, at twice the work.
            '--checkers',
            '1',
            '--incremental',
            '--tsBuildInfoFile',
            `node_modules/.cache/types/${project.replace('/', '-')}.tsbuildinfo`,
          ],
          {
            stdio: 'inherit',
          },
        );
        child.on('close', code => done(code ?? 1));
      }),
  ),
);
process.exitCode = Math.max(...codes);
