/** Страница участника. */
export const delegate = {
  title: 'Участник',
};
