/** What has a value; a member that had none is absent. */
export type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the members without a value. What is written down and read again is then the same as before. */
export function withoutUndefined<T extends object>(said: T): Defined<T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Defined<T>;
}
