/** Things of a kind, each of which is as it should be: `The container`, `Each of 3 containers`. */
export function each(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `The ${one}` : `Each of ${count} ${many}`;
}
