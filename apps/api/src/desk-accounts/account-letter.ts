/** A letter with a link for one account: an invitation to a desk, or a way back in. */
import type { Language } from '@kengesh/domain';
import { phrase } from '@kengesh/phrases';
import { line } from '../calendar/text.js';
import type { Letter } from '../letters/letter.js';

const safe = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`);

export function accountLetter(
  occasion: 'reset' | 'desk',
  language: Language,
  url: string,
  params: { readonly council: string; readonly minutes?: number; readonly link?: 'yes' | 'no' },
): Letter {
  const lead = phrase(language, `mail.${occasion}.lead`, params);
  const hint = phrase(language, `mail.${occasion}.hint`, params);
  return {
    subject: line(phrase(language, `mail.${occasion}.subject`, params)),
    text: [lead, '', url, '', hint].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><body style="font: 16px/1.5 sans-serif; color: #1b1b1b">`,
      `<p>${safe(lead)}</p>`,
      `<p><a href="${safe(url)}" style="color: #0b4f8a">${safe(url)}</a></p>`,
      `<p>${safe(hint)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}
