/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** Every file the delegate's entry draws in, followed by its relative imports; with `later`, also those loaded when asked for. */
function reached(file: string, later: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, how, path] of readFileSync(file, 'utf8').matchAll(/(from |import |import\()'(\.[^']+)'/g)) {
    if (how === 'import(' && !later) continue;
    const at = join(dirname(file), path!);
    const source = [at.replace(/\.js$/, '.ts'), at.replace(/\.js$/, '.tsx')].find(one => existsSync(one));
    if (source) reached(source, later, seen);
  }
  return seen;
}

describe('The delegate’s page', () => {
  const files = [...reached(join(__dirname, 'delegate-page.tsx'), true)];
  const first = [...reached(join(__dirname, 'delegate-page.tsx'), false)];
  const config = readFileSync(join(__dirname, '../vite.config.ts'), 'utf8');

  test('knows no rules of its own: only a rare panel asks why an act would be refused', () => {
    expect(first.filter(file => /refusal-reason/.test(file))).toEqual([]);
    expect(files.filter(file => /refusal-reason/.test(file))).toHaveLength(1);
  });

  test('draws in no other face and no library but the few it needs', () => {
    const others = files.filter(file => /pages\/(chair|desk|home|hall)\//.test(file));
    expect(others).toEqual([]);
    const libraries = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '([^.'][^']*)'/gm)].map(
        one => one[1]!,
      ),
    );
    expect([...new Set(libraries)].sort()).toEqual([
      '@kengesh/domain',
      '@kengesh/journal',
      '@kengesh/phrases/page',
      '@kengesh/phrases/pages/live-video',
      '@kengesh/phrases/pages/rare',
      'livekit-client',
      'react',
      'react-dom/client',
      'socket.io-client',
    ]);
  });

  test('calls nothing by a name that the build takes for a call without effect', () => {
    const names = [.../manualPureFunctions: \[([^\]]*)\]/.exec(config)![1]!.matchAll(/'(\w+)'/g)].map(one => one[1]);
    expect(names.length).toBeGreaterThan(0);
    const calls = new RegExp(`(?<![.\\w])(${names.join('|')})(\\.\\w+)*\\(`);
    expect(files.filter(file => calls.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('opens without the video: its code and LiveKit come on a press only', () => {
    const inVideo = (of: readonly string[]) =>
      of.filter(file => /features\/(media|video|interpretation)\//.test(file)).map(file => basename(file));
    // Beside the strip only the few lines by which a room that was entered tells that the microphone is live.
    expect(inVideo(first).sort()).toEqual(['own-microphone.ts', 'video-strip.tsx']);
    expect(inVideo(files).length).toBeGreaterThan(10);
    const takers = files.filter(file => /from 'livekit-client'/.test(readFileSync(file, 'utf8')));
    const inTheRoom = ['booth-line.ts', 'media.ts', 'room.ts', 'sending.ts', 'ticket.ts'];
    expect(takers.map(file => basename(file)).sort()).toEqual(inTheRoom);
  });
});
