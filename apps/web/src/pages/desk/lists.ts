/** Long lists to choose from: each is fetched when its button is first looked at, or ahead of that once the page stands. */
export const LISTS = {
  columns: () => import('../../kit/menu.js'),
  zones: () => import('./zone-list.js'),
  seats: () => import('./seat-list.js'),
};
