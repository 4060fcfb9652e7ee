/** Which language a request wants to be answered in, and what an HTTP status is called in it. */
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '@kengesh/phrases';

/** The first that we speak by the weights of Accept-Language; kindred languages of the region read Russian sooner than English. */
export function languageOf(header: string | undefined): InterfaceLanguage {
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
    const spoken = INTERFACE_LANGUAGES.find(one => one === language);
    if (spoken) return spoken;
    if (['ky', 'kk', 'uz', 'hy', 'tg', 'be', 'uk'].includes(language)) return 'ru';
  }
  return 'en';
}

type Title = { readonly en: string } & { readonly [L in InterfaceLanguage]?: string };

/** Short name of an HTTP status, for the `title` of a problem. */
export function statusTitle(status: number, language: InterfaceLanguage): string {
  const titles: { readonly [status: number]: Title } = {
    400: { en: 'Not understood', ru: 'Запрос не понят' },
    401: { en: 'Not signed in', ru: 'Требуется вход' },
    403: { en: 'Not allowed', ru: 'Не разрешено' },
    404: { en: 'Not found', ru: 'Не найдено' },
    405: { en: 'Not in this way', ru: 'Так нельзя' },
    409: { en: 'Refused', ru: 'Отказано' },
    410: { en: 'No longer there', ru: 'Больше не доступно' },
    413: { en: 'Too large', ru: 'Слишком велико' },
    415: { en: 'Unknown format', ru: 'Неизвестный формат' },
    421: { en: 'Not under this name', ru: 'Не под этим именем' },
    422: { en: 'Not well formed', ru: 'Составлено неверно' },
    429: { en: 'Too many requests', ru: 'Слишком много запросов' },
    503: { en: 'Not ready', ru: 'Не готово' },
  };
  const fallback: Title = { en: 'Our fault', ru: 'Ошибка на нашей стороне' };
  const title = titles[status] ?? (status >= 500 ? fallback : titles[400]!);
  return title[language] ?? title.en;
}
