/**
 * The sample: a council as one may be, without a single person. Seats are named by state and category, addresses end in
 * `.example`, and the rules say of themselves that they are a sample.
 */
import type { Category, Language, Mode, Role, Rules, Wording } from '@kengesh/domain';

/** Fixed, so that what is made of them (the founding journal) is the same in every installation. */
const uuid = (group: string, number: number) => `6b1d0000-${group}-4000-8000-${number.toString(16).padStart(12, '0')}`;

export const COUNCIL_ID = uuid('c000', 1);
export const FOUNDING_ID = uuid('5000', 1);
export const SECOND_ID = uuid('5000', 2);

export interface SampleSeat {
  readonly id: string;
  /** `kg_state`, `secretary` … */
  readonly key: string;
  readonly role: Role;
  readonly votes: boolean;
  readonly delegation: string;
  readonly category: Category;
  readonly label: Wording;
  readonly language: Language;
  readonly mode: Mode;
  readonly email: string;
}

const states = [
  ['KG', 'Кыргызстан', 'Kyrgyzstan'],
  ['RU', 'Россия', 'Russia'],
  ['AM', 'Армения', 'Armenia'],
  ['KZ', 'Казахстан', 'Kazakhstan'],
  ['UZ', 'Узбекистан', 'Uzbekistan'],
] as const;
const categories = [
  ['state', 'государственный орган', 'state body'],
  ['ngo', 'НПО', 'NGO'],
  ['expert', 'эксперт', 'expert'],
] as const;
const chair = 'kg_state';
const deputy = 'ru_ngo';
const remote = ['ru_expert', 'am_state', 'am_ngo', 'kz_expert', 'uz_expert'];
const english = ['am_state'];

const address = (key: string) => `${key.replaceAll('_', '-')}@kengesh.example`;

const voting: SampleSeat[] = states
  .flatMap(([delegation, ru, en]) =>
    categories.map(([category, categoryRu, categoryEn]) => ({
      key: `${delegation.toLowerCase()}_${category}`,
      delegation,
      category,
      label: { ru: `${ru} · ${categoryRu}`, en: `${en} · ${categoryEn}` },
    })),
  )
  .map((seat, index) => ({
    ...seat,
    id: uuid('5ea7', index + 1),
    role: seat.key === chair ? 'chair' : seat.key === deputy ? 'deputy' : 'delegate',
    votes: true,
    language: english.includes(seat.key) ? 'en' : 'ru',
    mode: remote.includes(seat.key) ? 'remote' : 'hall',
    email: address(seat.key),
  }));

const others: SampleSeat[] = (
  [
    ['secretary', 'secretary', 'KG', 'state', 'hall', 'ru', 'Ответственный секретарь', 'Secretary'],
    [
      'observer_io',
      'observer',
      'IO',
      'expert',
      'hall',
      'en',
      'Наблюдатель · международная организация',
      'Observer · international organisation',
    ],
    ['observer_tj', 'observer', 'TJ', 'state', 'remote', 'ru', 'Наблюдатель · Таджикистан', 'Observer · Tajikistan'],
    [
      'interpreter',
      'interpreter',
      'KG',
      'expert',
      'hall',
      'ru',
      'Переводчик · русский и английский',
      'Interpreter · Russian and English',
    ],
  ] as const
).map(([key, role, delegation, category, mode, language, ru, en], index) => ({
  id: uuid('5ea7', voting.length + index + 1),
  key,
  role,
  votes: false,
  delegation,
  category,
  label: { ru, en },
  language,
  mode,
  email: address(key),
}));

/** In protocol order. */
export const SEATS: readonly SampleSeat[] = [...voting, ...others];

export function seatOf(key: string): SampleSeat {
  const seat = SEATS.find(one => one.key === key);
  if (!seat) throw new Error(`the sample has no seat ${key}`);
  return seat;
}

const most = <B extends 'cast' | 'present' | 'statutory'>(base: B) =>
  ({ kind: 'fraction', num: 1, den: 2, cmp: 'gt', base }) as const;

export const RULES: Rules = {
  citation: {
    ru: 'Образец регламента: приведён для примера и не является актом какого-либо совета',
    en: 'Sample rules of procedure: an example, not an act of any council',
  },
  quorum: most('statutory'),
  majorities: [
    { key: 'simple', threshold: most('cast') },
    { key: 'present', threshold: most('present') },
    { key: 'absolute', threshold: most('statutory') },
    { key: 'twoThirds', threshold: { kind: 'fraction', num: 2, den: 3, cmp: 'gte', base: 'cast' } },
  ],
  tie: 'chairSide',
  presenceGrace: 60,
  speech: { seconds: 300, grace: 30 },
  elections: { count: 'seats' },
  ballots: { writtenLeastMinutes: 60, secretLeast: 3, mayCastAfterLeaving: false },
  offices: { presidesFrom: 'next_session' },
  furtherDevice: 'link',
};

export const COUNCIL = {
  id: COUNCIL_ID,
  name: {
    ru: 'Межгосударственный общественный совет по миграции (образец)',
    en: 'Interstate public council on migration (sample)',
  },
  mailbox: 'council@kengesh.example',
  zone: 'Asia/Bishkek',
  statutorySeats: 15,
  rules: RULES,
} as const;

export const PLACE: Wording = {
  ru: 'г. Бишкек, зал заседаний, и по видеосвязи',
  en: 'Bishkek, session hall, and by video link',
};

/** Who signs in at the desk. Their passwords are random and told to nobody: the start's links let them in. */
export const ACCOUNTS = [
  { email: 'secretary@kengesh.example', role: 'secretary', label: { ru: 'Секретариат совета', en: 'Secretariat' } },
  { email: 'chair@kengesh.example', role: 'chair', label: { ru: 'Председатель совета', en: 'Chair of the council' } },
] as const;
