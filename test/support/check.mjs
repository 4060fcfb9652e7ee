// `npm run check`: what needs no tests side by side, then the fast tests of the libraries, then every test of the pages that what
// is not yet committed touches. Each step's own words are shown when it fails.
import { spawn } from 'node:child_process';

const run = script =>
  new Promise(done => {
    const child = spawn('npm', ['run', '-s', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
    child.on('close', code => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${script}`);
      if (code !== 0) console.log(said);
      done(code ?? 1);
    });
  });

const codes = await Promise.all(['lint', 'bounds', 'unused', 'types'].map(run));
process.exitCode = Math.max(...codes) || (await run('test:fast')) || (await run('test:changed'));
