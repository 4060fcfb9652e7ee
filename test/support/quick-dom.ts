// Answers that jsdom computes anew at each question, and that Testing Library asks for thousands of times: memoised or asked
// for in another way, with the same outcome. What is not named here jsdom answers itself.

const QUICK_PROPERTIES: { readonly [name: string]: string } = {
  display: 'display',
  visibility: 'visibility',
  pointerEvents: 'pointer-events',
  'pointer-events': 'pointer-events',
};
const INITIAL: { readonly [property: string]: string } = { visibility: 'visible', 'pointer-events': 'auto' };

const slowStyle = window.getComputedStyle.bind(window);
const displays = new Map<string, string>();

/** All that jsdom's default style sheet and an inline style look at to find an element's `display`. */
function displayKey(element: Element): string {
  const { localName, parentElement } = element;
  const asked = [
    localName,
    parentElement?.localName === 'ruby',
    element.hasAttribute('hidden'),
    localName === 'dialog' && element.hasAttribute('open'),
    localName === 'input' && element.getAttribute('type'),
    element.getAttribute('style'),
  ];
  return asked.join('|');
}

function displayOf(element: Element): string {
  const key = displayKey(element);
  const known = displays.get(key);
  if (known !== undefined) return known;
  const display = slowStyle(element).display;
  displays.set(key, display);
  return display;
}

/** Inherited ones come from the nearest element that says something about them in its own style. */
function inheritedOf(element: Element, property: string): string {
  for (let place: Element | null = element; place; place = place.parentElement) {
    if (!place.hasAttribute('style')) continue;
    const value = (place as HTMLElement).style.getPropertyValue(property);
    if (value === 'initial') break;
    if (value && value !== 'inherit' && value !== 'unset') return value;
  }
  return INITIAL[property] ?? '';
}

function quickStyle(element: Element, pseudo?: string | null): CSSStyleDeclaration {
  if (pseudo || document.styleSheets.length > 0 || element.ownerDocument !== document)
    return slowStyle(element, pseudo);
  const quick = (property: string) => (property === 'display' ? displayOf(element) : inheritedOf(element, property));
  let slow: CSSStyleDeclaration | undefined;
  return new Proxy({} as CSSStyleDeclaration, {
    get(_target, name) {
      const property = typeof name === 'string' ? QUICK_PROPERTIES[name] : undefined;
      if (property) return quick(property);
      if (name === 'getPropertyValue')
        return (asked: string) => {
          const known = QUICK_PROPERTIES[asked];
          if (known) return quick(known);
          slow ??= slowStyle(element);
          return slow.getPropertyValue(asked);
        };
      slow ??= slowStyle(element);
      const value = Reflect.get(slow, name) as unknown;
      return typeof value === 'function' ? value.bind(slow) : value;
    },
  });
}
window.getComputedStyle = quickStyle;

const LABELABLE = ['button', 'input:not([type="hidden"])', 'meter', 'output', 'progress', 'select', 'textarea'].join();

/** The control of a label, as the standard finds it; jsdom walks the whole document for it. */
function controlOf(label: HTMLLabelElement): HTMLElement | null {
  const id = label.getAttribute('for');
  if (id === null) return label.querySelector<HTMLElement>(LABELABLE);
  const named = id === '' ? null : document.getElementById(id);
  return named?.matches(LABELABLE) ? named : null;
}

/** The labels of a control; jsdom asks every node of the document whose label it is, for each control. */
function labelsOf(control: HTMLElement): HTMLLabelElement[] | null {
  if (!control.matches(LABELABLE)) return null;
  const labels: HTMLLabelElement[] = [];
  // A list that is not kept up to date is read in a fifth of the time.
  for (const label of document.querySelectorAll('label'))
    if (
      (label.hasAttribute('for') ? label.htmlFor === control.id : label.contains(control)) &&
      controlOf(label) === control
    )
      labels.push(label);
  return labels;
}

function answerQuickly<Asked extends HTMLElement>(
  { prototype }: { readonly prototype: object },
  name: string,
  quick: (element: Asked) => unknown,
): void {
  const slow = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: Asked) {
      return this.isConnected && this.ownerDocument === document ? quick(this) : slow?.call(this);
    },
  });
}

answerQuickly(HTMLLabelElement, 'control', controlOf);
for (const kind of [HTMLButtonElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement])
  answerQuickly(kind, 'labels', labelsOf);
