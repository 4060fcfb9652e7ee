import type { dates as ru } from '../ru/dates.js';
import type { Translation } from '../translation.js';

/** Dates and time zones. Clocks are always of 24 hours. */
export const dates = {
  date: '{day} {month} {year}',
  dateTime: '{day} {month} {year} at {time}',
  'month.1': 'January',
  'month.2': 'February',
  'month.3': 'March',
  'month.4': 'April',
  'month.5': 'May',
  'month.6': 'June',
  'month.7': 'July',
  'month.8': 'August',
  'month.9': 'September',
  'month.10': 'October',
  'month.11': 'November',
  'month.12': 'December',
  zone: '{place}, {offset}',
  'place.Asia/Bishkek': 'Bishkek time',
  'place.Europe/Moscow': 'Moscow time',
  'place.Asia/Yerevan': 'Yerevan time',
  'place.Asia/Almaty': 'Astana time',
  'place.Asia/Tashkent': 'Tashkent time',
  'place.Asia/Samarkand': 'Samarkand time',
  'place.Asia/Dushanbe': 'Dushanbe time',
  'place.Asia/Qyzylorda': 'Kyzylorda time',
  'place.Europe/Minsk': 'Minsk time',
  'place.Asia/Yekaterinburg': 'Yekaterinburg time',
  'place.Asia/Novosibirsk': 'Novosibirsk time',
} satisfies Translation<typeof ru>;
