/** The words of the founding session, in Russian and English: agenda, motions, tasks. */
import type { Wording } from '@kengesh/domain';

export const TITLE: Wording = {
  ru: 'Учредительное заседание Межгосударственного общественного совета по миграции (учебные данные)',
  en: 'Founding session of the Interstate public council on migration (sample data)',
};

interface FoundingItem {
  readonly id: string;
  readonly title: Wording;
  /** Key of the seat that reports. */
  readonly rapporteur: string;
}

const opening: FoundingItem = {
  id: 'opening',
  title: { ru: 'Открытие заседания и утверждение повестки дня', en: 'Opening and adoption of the agenda' },
  rapporteur: 'kg_state',
};
const aims: FoundingItem = {
  id: 'aims',
  title: { ru: 'О целях и задачах Совета', en: 'Aims and tasks of the council' },
  rapporteur: 'kg_expert',
};
const organisation: FoundingItem = {
  id: 'organisation',
  title: { ru: 'Организационные вопросы', en: 'Organisational questions' },
  rapporteur: 'uz_state',
};
const leadership: FoundingItem = {
  id: 'leadership',
  title: { ru: 'Об определении руководства Совета', en: 'Determination of the leadership' },
  rapporteur: 'kg_ngo',
};
const directions: FoundingItem = {
  id: 'directions',
  title: { ru: 'О задачах и направлениях работы', en: 'Tasks and directions of work' },
  rapporteur: 'ru_ngo',
};
export const item = {
  opening,
  aims,
  organisation,
  leadership,
  directions,
  all: [opening, aims, organisation, leadership, directions],
};

interface MotionText {
  readonly item: string;
  /** Key of the seat that moves it. */
  readonly mover: string | null;
  readonly text: Wording;
}

export const MOTIONS = {
  agenda: {
    item: opening.id,
    mover: 'kg_state',
    text: {
      ru: 'Утвердить повестку дня учредительного заседания Совета из пяти вопросов.',
      en: 'To adopt the agenda of the founding session of the Council with five items.',
    },
  },
  aims: {
    item: aims.id,
    mover: 'kg_expert',
    text: {
      ru: '1. Считать целью Совета содействие защите прав трудящихся-мигрантов и членов их семей и сближение подходов государств-участников к вопросам миграции.\n2. Определить задачами Совета: изучение проблем трудящихся-мигрантов, выработку предложений по их решению и внесение этих предложений в государственные органы.\n3. Установить, что решения Совета имеют рекомендательный характер.',
      en: '1. The aim of the Council is to help protect the rights of migrant workers and members of their families and to bring the approaches of the participating states to migration closer together.\n2. The tasks of the Council are to study the problems of migrant workers, to work out proposals for solving them, and to bring these proposals to state bodies.\n3. The decisions of the Council are recommendations.',
    },
  },
  sessions: {
    item: organisation.id,
    mover: 'uz_state',
    text: {
      ru: '1. Проводить заседания Совета не реже двух раз в год, поочерёдно в государствах-участниках, в смешанном формате.\n2. Возложить ведение делопроизводства Совета на ответственного секретаря.\n3. Считать рабочими языками Совета русский и английский с обеспечением перевода.',
      en: '1. The Council shall meet at least twice a year, in the participating states in turn, in hybrid form.\n2. The secretary shall keep the records of the Council.\n3. The working languages of the Council are Russian and English, with interpretation provided.',
    },
  },
  inPerson: {
    item: organisation.id,
    mover: 'kz_state',
    text: {
      ru: 'Установить, что в голосовании участвуют только члены Совета, присутствующие в зале заседания.',
      en: 'Only members of the Council who are present in the session hall shall take part in voting.',
    },
  },
  directions: {
    item: directions.id,
    mover: 'ru_ngo',
    text: {
      ru: '1. Утвердить направления работы Совета: правовая помощь трудящимся-мигрантам; доступ к здравоохранению и образованию; признание квалификаций; информирование до выезда.\n2. Образовать рабочую группу из представителей пяти государств.\n3. Дать поручения согласно перечню, оглашённому на заседании.',
      en: '1. To approve the directions of work of the Council: legal aid for migrant workers; access to health care and education; recognition of qualifications; information before departure.\n2. To form a working group of representatives of the five states.\n3. To set the tasks read out at the session.',
    },
  },
} as const satisfies Record<string, MotionText>;

interface TaskText {
  readonly text: Wording;
  readonly responsible: string;
  /** Local date; null: standing. */
  readonly due: string | null;
}

export const TASKS: readonly TaskText[] = [
  {
    text: {
      ru: 'Подготовить сводный перечень проблем трудящихся-мигрантов по материалам пяти государств.',
      en: 'Prepare a consolidated list of problems of migrant workers from the material of the five states.',
    },
    responsible: 'kg_expert',
    due: '2023-07-28',
  },
  {
    text: {
      ru: 'Внести предложения о порядке оказания правовой помощи трудящимся-мигрантам.',
      en: 'Submit proposals on how legal aid is provided to migrant workers.',
    },
    responsible: 'ru_ngo',
    due: '2023-09-01',
  },
  {
    text: {
      ru: 'Разработать проект памятки для выезжающих на работу на языках государств-участников.',
      en: 'Draft a leaflet for those leaving for work in the languages of the participating states.',
    },
    responsible: 'uz_expert',
    due: '2023-10-16',
  },
  {
    text: {
      ru: 'Информировать членов Совета об изменениях законодательства о миграции в государствах-участниках.',
      en: 'Keep the members of the Council informed of changes in the migration law of the participating states.',
    },
    responsible: 'am_state',
    due: null,
  },
];
