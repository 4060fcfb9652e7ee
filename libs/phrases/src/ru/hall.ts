/** Экран зала. */
export const hall = {
  title: 'Экран зала',
};
