import type { cities as ru } from '../ru/cities.js';
import type { Translation } from '../translation.js';

export const cities = {
  'city.bishkek': 'Bishkek',
  'city.tashkent': 'Tashkent',
  'city.astana': 'Astana',
  'city.dushanbe': 'Dushanbe',
  'city.yerevan': 'Yerevan',
  'city.moscow': 'Moscow',
} satisfies Translation<typeof ru>;
