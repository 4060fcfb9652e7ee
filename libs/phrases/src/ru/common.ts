/** Слова, которые нужны на каждой странице. */
export const common = {
  'refused.unknown': 'Это сейчас невозможно (код {code}).',
  unknown: 'неизвестно',
  save: 'Сохранить',
  cancel: 'Отмена',
  close: 'Закрыть',
  back: 'Назад',
  yes: 'Да',
  no: 'Нет',
  language: 'Язык',
};
