/** The sample's second session: convened for the day of the first start, with four motions on its table. */
import type { Wording } from '@kengesh/domain';
import { instantOf, localOf } from '../calendar/local-time.js';
import { COUNCIL, SECOND_ID, seatOf } from './sample-council.js';

interface SecondItem {
  readonly id: string;
  readonly title: Wording;
  readonly rapporteurSeatId: string;
  readonly motion: Wording;
  readonly mover: string;
}

export const SECOND_TITLE: Wording = {
  ru: 'Второе заседание Межгосударственного общественного совета по миграции (учебные данные)',
  en: 'Second session of the Interstate public council on migration (sample data)',
};

export const SECOND_ITEMS: readonly SecondItem[] = [
  {
    id: 'tasks',
    title: {
      ru: 'О ходе выполнения поручений учредительного заседания',
      en: 'Progress on the tasks set by the founding session',
    },
    rapporteurSeatId: seatOf('kg_expert').id,
    motion: {
      ru: '1. Принять к сведению информацию о ходе выполнения поручений учредительного заседания.\n2. Продлить до конца года срок подготовки сводного перечня проблем трудящихся-мигрантов.',
      en: '1. To take note of the information on progress with the tasks set by the founding session.\n2. To extend until the end of the year the time for preparing the consolidated list of problems of migrant workers.',
    },
    mover: seatOf('kg_state').id,
  },
  {
    id: 'helpline',
    title: {
      ru: 'О единой линии правовой помощи трудящимся-мигрантам',
      en: 'A single legal aid line for migrant workers',
    },
    rapporteurSeatId: seatOf('ru_ngo').id,
    motion: {
      ru: '1. Рекомендовать государственным органам государств-участников рассмотреть создание единой бесплатной линии правовой помощи на языках трудящихся-мигрантов.\n2. Поручить рабочей группе подготовить порядок обмена обращениями между неправительственными организациями пяти государств.',
      en: '1. To recommend that the state bodies of the participating states consider a single free legal aid line in the languages of migrant workers.\n2. To instruct the working group to prepare a procedure by which the non-governmental organisations of the five states pass requests on to one another.',
    },
    mover: seatOf('ru_ngo').id,
  },
  {
    id: 'skills',
    title: {
      ru: 'О взаимном признании рабочих квалификаций',
      en: 'Mutual recognition of workers’ qualifications',
    },
    rapporteurSeatId: seatOf('kz_ngo').id,
    motion: {
      ru: 'Направить в уполномоченные органы государств-участников предложение составить общий перечень рабочих квалификаций, признаваемых без повторного подтверждения.',
      en: 'To submit to the competent bodies of the participating states a proposal to draw up a common list of workers’ qualifications recognised without repeated confirmation.',
    },
    mover: seatOf('kz_state').id,
  },
  {
    id: 'next',
    title: {
      ru: 'О времени и месте следующего заседания',
      en: 'Time and place of the next session',
    },
    rapporteurSeatId: seatOf('uz_state').id,
    motion: {
      ru: 'Провести следующее заседание Совета в смешанном формате в городе Ташкенте не позднее чем через шесть месяцев.',
      en: 'To hold the next session of the Council in hybrid form in Tashkent within six months.',
    },
    mover: seatOf('uz_state').id,
  },
];

/** Today in Bishkek, two hours after the next full hour; late in the evening the next full hour, so that it stays today. */
export function secondSessionTimes(now: Date): { startsLocal: string; endsLocal: string } {
  const { zone } = COUNCIL;
  const today = localOf(now, zone).slice(0, 10);
  const hour = Number(localOf(now, zone).slice(11, 13));
  const start = hour + 3 <= 23 ? hour + 3 : Math.min(hour + 1, 23);
  const startsLocal = `${today}T${String(start).padStart(2, '0')}:00`;
  const ends = new Date(instantOf(startsLocal, zone).getTime() + 4 * 3_600_000);
  return { startsLocal, endsLocal: localOf(ends, zone) };
}

/** Derived from what it is, so that an interrupted loading that goes on makes nothing twice. */
export const SECOND_COMMAND = {
  prepare: `sample-${SECOND_ID.slice(-4)}-prepare`,
  motion: (item: string) => `sample-motion-${item}`,
};
