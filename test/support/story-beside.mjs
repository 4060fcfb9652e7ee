// The order of test files: while one story waits for its browser and servers, the other workers have what only computes, the
// longest first. Two stories side by side would stand in each other's way, and a long file begun last would run alone.
import Sequencer from '@jest/test-sequencer';

/** Seconds of a file that has not been run here yet. */
const USUAL = { stories: 30, api: 8, web: 5, fast: 3 };
const SLOW = 15;

const kindOf = test => test.context.config.displayName?.name ?? 'fast';
const secondsOf = test =>
  test.duration ? test.duration / 1000 : test.path.includes('.slow.test.') ? SLOW : USUAL[kindOf(test)];

export default class StoryBeside extends Sequencer {
  #workers;

  constructor(options) {
    super(options);
    this.#workers = options?.globalConfig?.maxWorkers ?? 1;
  }

  sort(tests) {
    // By failure, by what they took when last run, by size.
    const usual = super.sort(tests).sort((one, other) => secondsOf(other) - secondsOf(one));
    const stories = usual.filter(test => kindOf(test) === 'stories');
    const others = usual.filter(test => kindOf(test) !== 'stories');
    const ordered = [];
    const free = Array.from({ length: this.#workers }, () => 0);
    for (let story = 0; ordered.length < usual.length; ) {
      const now = Math.min(...free);
      const list = (story <= now && stories.length > 0) || others.length === 0 ? stories : others;
      const test = list.shift();
      ordered.push(test);
      free[free.indexOf(now)] = now + secondsOf(test);
      if (list === stories) story = now + secondsOf(test);
    }
    return ordered;
  }
}
