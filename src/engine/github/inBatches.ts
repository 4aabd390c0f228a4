/** GitHub wants few requests at a time: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const AT_A_TIME = 4;

/** Does work for each item, a few at a time, and keeps their order. */
export async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < items.length; start += AT_A_TIME) {
    done.push(...(await Promise.all(items.slice(start, start + AT_A_TIME).map(work))));
  }
  return done;
}
