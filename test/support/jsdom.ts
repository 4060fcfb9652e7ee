/**
 * What browsers have and jsdom lacks, as far as our pages ask for it. Real things come from Node; what would need a screen
 * answers as a quiet, wide one.
 */
import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';
import { configure } from '@testing-library/dom';
import './quick-dom.js';

// A page may be slow to show what is waited for where the machine has other work; a second is soon over then.
configure({ asyncUtilTimeout: 10_000 });

function lend(target: object, name: string, value: unknown): void {
  if (!(name in target) || (target as Record<string, unknown>)[name] === undefined)
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

lend(globalThis, 'TextEncoder', TextEncoder);
lend(globalThis, 'TextDecoder', TextDecoder);
lend(globalThis, 'structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)));
if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });

class Unmoved {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): [] {
    return [];
  }
}
lend(globalThis, 'ResizeObserver', Unmoved);
lend(globalThis, 'IntersectionObserver', Unmoved);

lend(window, 'matchMedia', (media: string) => {
  const list = new EventTarget();
  return Object.assign(list, { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
});
// jsdom has these and only complains that it cannot.
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

lend(HTMLDialogElement.prototype, 'show', function (this: HTMLDialogElement) {
  this.open = true;
});
lend(HTMLDialogElement.prototype, 'showModal', function (this: HTMLDialogElement) {
  this.open = true;
});
lend(HTMLDialogElement.prototype, 'close', function (this: HTMLDialogElement, value?: string) {
  if (!this.open) return;
  this.open = false;
  if (value !== undefined) this.returnValue = value;
  this.dispatchEvent(new Event('close'));
});
