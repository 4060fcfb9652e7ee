/** A hall listens in two languages: Russian large, English beneath. */
export const LARGE = 'ru';
export const SMALL = 'en';
