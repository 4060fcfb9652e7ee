/** Which language a request wants to be answered in, and the sentences of what is wrong with the request as such. */

export type Language = 'ru' | 'en';

/** The first of ru and en by the weights of Accept-Language; kindred languages of the region read Russian sooner than English. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language !== '' && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { language } of wishes) {
    if (language === 'en') return 'en';
    if (['ru', 'ky', 'kk', 'uz', 'hy', 'tg', 'be', 'uk'].includes(language)) return 'ru';
  }
  return 'en';
}

type Params = { readonly [name: string]: unknown };
type Sentence = (params: Params) => string;

const sentences: Record<string, Record<Language, Sentence>> = {
  'request.not-json': {
    en: () => 'The body of the request is not JSON.',
    ru: () => 'Тело запроса не является JSON.',
  },
  'request.too-large': {
    en: ({ limit }) => `The request is too large: at most ${kilobytes(limit)} kB.`,
    ru: ({ limit }) => `Запрос слишком велик: не более ${kilobytes(limit)} кБ.`,
  },
  'request.encoding': {
    en: () => 'The encoding of the request is not understood; UTF-8 is.',
    ru: () => 'Кодировка запроса не поддерживается; нужна UTF-8.',
  },
  'request.invalid': {
    en: ({ issues }) => `The request is not well formed: ${listed(issues)}`,
    ru: ({ issues }) => `Запрос составлен неверно: ${listed(issues)}`,
  },
  'request.bad': { en: () => 'The request is not understood.', ru: () => 'Запрос не понят.' },
  'request.not-found': { en: () => 'There is nothing here.', ru: () => 'Здесь ничего нет.' },
  'request.method': { en: () => 'This cannot be asked in this way.', ru: () => 'Так запросить это нельзя.' },
  'auth.none': { en: () => 'You are not signed in.', ru: () => 'Вы не вошли.' },
  'auth.forbidden': { en: () => 'This is not yours to do.', ru: () => 'У вас нет на это права.' },
  'server.not-ready': {
    en: () => 'The server is not ready yet.',
    ru: () => 'Сервер ещё не готов.',
  },
  'server.fault': {
    en: () => 'This is our fault, not yours. Please try again; if it stays, tell the secretariat the number below.',
    ru: () =>
      'Ошибка на нашей стороне. Попробуйте ещё раз; если она повторится, сообщите секретариату номер, указанный ниже.',
  },
};

/** The sentence of a code of the request itself; undefined where the code belongs to a room (libs/phrases words those). */
export const requestSentence = (code: string, params: Params, language: Language): string | undefined =>
  sentences[code]?.[language](params);

/** Short name of an HTTP status, for the `title` of a problem. */
export function statusTitle(status: number, language: Language): string {
  const titles: Record<number, Record<Language, string>> = {
    400: { en: 'Not understood', ru: 'Запрос не понят' },
    401: { en: 'Not signed in', ru: 'Требуется вход' },
    403: { en: 'Not allowed', ru: 'Не разрешено' },
    404: { en: 'Not found', ru: 'Не найдено' },
    405: { en: 'Not in this way', ru: 'Так нельзя' },
    409: { en: 'Refused', ru: 'Отказано' },
    410: { en: 'No longer there', ru: 'Больше не доступно' },
    413: { en: 'Too large', ru: 'Слишком велико' },
    415: { en: 'Unknown format', ru: 'Неизвестный формат' },
    422: { en: 'Not well formed', ru: 'Составлено неверно' },
    429: { en: 'Too many requests', ru: 'Слишком много запросов' },
    503: { en: 'Not ready', ru: 'Не готово' },
  };
  const fallback = { en: 'Our fault', ru: 'Ошибка на нашей стороне' };
  return (titles[status] ?? (status >= 500 ? fallback : titles[400]))?.[language] ?? fallback[language];
}

const kilobytes = (limit: unknown) => Math.round(Number(limit) / 1024);

function listed(issues: unknown): string {
  if (!Array.isArray(issues)) return '';
  const lines = issues.slice(0, 5).map(({ path, message }) => (path ? `${path}: ${message}` : String(message)));
  return issues.length > 5 ? `${lines.join('; ')}; …` : `${lines.join('; ')}.`;
}
