// The words of what is put to a vote belong to the record: they are hashed with it, so they are written here, once, and not
// where pages take their sentences from.
import { LANGUAGES, type Wording } from '../text.js';
import type { ProceduralMotion, TextChange } from './types.js';

/** What a procedural motion says. */
export function procedureText(procedure: ProceduralMotion): Wording {
  switch (procedure.kind) {
    case 'suspend':
      return procedure.minutes === null
        ? { ru: 'Объявить перерыв', en: 'Suspend the meeting' }
        : {
            ru: `Объявить перерыв, минут: ${procedure.minutes}`,
            en: `Suspend the meeting, minutes: ${procedure.minutes}`,
          };
    case 'adjourn':
      return { ru: 'Закрыть заседание', en: 'Adjourn the meeting' };
    case 'adjournDebate':
      return { ru: 'Отложить обсуждение вопроса', en: 'Adjourn the debate on the item' };
    case 'closeDebate':
      return { ru: 'Прекратить прения по вопросу', en: 'Close the debate on the item' };
    case 'closeList':
      return { ru: 'Закрыть список выступающих', en: 'Close the list of speakers' };
    case 'limitTime':
      return {
        ru: `Ограничить время выступления, секунд: ${procedure.seconds}`,
        en: `Limit the time of a speech, seconds: ${procedure.seconds}`,
      };
    case 'separateVote':
      return { ru: 'Голосовать предложение по частям', en: 'Vote on parts of the motion separately' };
    case 'secretVote':
      return { ru: 'Голосовать предложение тайно', en: 'Vote on the motion by secret ballot' };
    case 'changeAgenda':
      return { ru: 'Изменить порядок вопросов повестки', en: 'Change the order of the agenda' };
    case 'reconsider':
      return { ru: 'Вернуться к рассмотрению решённого вопроса', en: 'Reconsider the question decided' };
    case 'appeal':
      return {
        ru: 'Отменить решение председательствующего по порядку ведения',
        en: 'Overrule the ruling of the presiding officer',
      };
  }
}

type Say = (passage: string | undefined, words: string | undefined) => string;
const IN_RUSSIAN: Record<TextChange['kind'], Say> = {
  add: (passage, words) =>
    passage ? `После слов «${passage}» дополнить: «${words}»` : `Дополнить в конце: «${words}»`,
  delete: passage => `Исключить слова «${passage}»`,
  replace: (passage, words) => `Слова «${passage}» заменить на «${words}»`,
};
const IN_ENGLISH: Record<TextChange['kind'], Say> = {
  add: (passage, words) => (passage ? `After “${passage}” add: “${words}”` : `Add at the end: “${words}”`),
  delete: passage => `Delete “${passage}”`,
  replace: (passage, words) => `Replace “${passage}” by “${words}”`,
};
/** Where we cannot word it, signs do. */
const IN_SIGNS: Record<TextChange['kind'], Say> = {
  add: (passage, words) => (passage ? `«${passage}» + «${words}»` : `… + «${words}»`),
  delete: passage => `«${passage}» → —`,
  replace: (passage, words) => `«${passage}» → «${words}»`,
};

/** What an amendment says, in each language in which it was given. */
export function amendmentText({ kind, passage, words }: TextChange): Wording {
  return Object.fromEntries(
    LANGUAGES.flatMap(language => {
      if (!passage?.[language] && !words?.[language]) return [];
      const say = (language === 'ru' ? IN_RUSSIAN : language === 'en' ? IN_ENGLISH : IN_SIGNS)[kind];
      return [[language, say(passage?.[language], words?.[language])]];
    }),
  );
}
