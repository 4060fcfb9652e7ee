/** У кого больше нет имени: часть `exports`, которую говорит и стол. */
export const exportsPersons = {
  'person.not_kept': 'имя не сохранено',
  'person.erased': 'имя стёрто',
};
