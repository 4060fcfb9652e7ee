/** Every table the desk rooms map with TypeORM, one line each. The journal's own tables are not entities. */
export const entities: (new () => object)[] = [];
