/** The same keys as the Russian file, which is their source; a missing or a surplus one does not compile. */
export type Translation<Source> = { readonly [Key in keyof Source]: string };
