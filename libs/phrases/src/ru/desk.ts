/** Стол секретариата. */
export const desk = {
  title: 'Секретариат',
};
