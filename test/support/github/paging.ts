import type { Links } from "./bodies/links.ts";

interface Paging {
  /** The part of a list that stands on the page. */
  readonly of: <T>(items: readonly T[]) => readonly T[];
  /** Where the next page is, once a list was taken apart. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** A list page by page, as GitHub tells it: 30 on each unless asked otherwise, 100 at most, and addresses in `Link`. */
export function paging(url: string, links: Links, base: string, told: boolean): Paging {
  const address = new URL(url, "http://double");
  const number = (name: string, otherwise: number): number => Number(address.searchParams.get(name) ?? otherwise);
  const size = Math.min(number("per_page", 30), 100);
  const page = number("page", 1);
  let pages = 1;
  const at = (wanted: number): string => {
    address.searchParams.set("page", String(wanted));
    return `<${links.api}${address.pathname.slice(base.length)}${address.search}>`;
  };
  return {
    of(items) {
      pages = Math.max(1, Math.ceil(items.length / size));
      return items.slice((page - 1) * size, page * size);
    },
    headers: () => (!told || page >= pages ? {} : { link: `${at(page + 1)}; rel="next", ${at(pages)}; rel="last"` }),
  };
}
