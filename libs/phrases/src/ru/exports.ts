/** Выгружаемые документы. */
export const exports = {
  title: 'Документы заседания',
};
