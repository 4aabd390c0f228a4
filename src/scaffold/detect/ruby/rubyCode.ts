import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

const FETCH =
  /\bENV\s*\.\s*fetch\s*\(?\s*["'](\w{1,100})["']\s*(?:(,)\s*(?:["']([^"'\n]{0,200})["']|(\d{1,9}|true|false)\b)?|\)\s*(\{|do\b)\s*(?:["']([^"'\n]{0,200})["']|(\d{1,9}|true|false)\b)?)?/gu;
const INDEX =
  /\bENV\s*\[\s*["'](\w{1,100})["']\s*\]\s*(\|\||&\.|\?|\.(?:nil\?|present\?|blank\?|to_[is]|presence|split)|==|=~)?\s*(?:["']([^"'\n]{0,200})["']|(\d{1,9}|true|false)\b)?/gu;
const ROUTE = /^[ \t]*(?:get|map|match|r\.(?:get|on|is))\s*\(?\s*["'](\/?[\w./-]{1,100})["']/gmu;
const LITERAL_ROUTE = /(?:when|==|=>|in)\s*["'](\/[\w./-]{1,60})["']|["'](\/[\w./-]{1,60})["']\s*(?:=>|==|then\b)/gu;

/** What Ruby's own tools set for themselves. */
const OWN = /^(?:BUNDLE|BOOTSNAP|RUBY|GEM)_|^DISABLE_SPRING$/u;

/** Where code, or Ruby in settings, reads environment variables. */
export function rubyVariables(sources: readonly Source[]): readonly VariableReading[] {
  const fetched = hitsIn(sources, FETCH).map((hit) => {
    const name = hit.group(1);
    const value = [3, 4, 6, 7].map((number) => hit.group(number)).find((one) => one !== "");
    return { name, optional: hit.group(2) !== "" || hit.group(5) !== "", ...kept(value), at: hit.at(`reads ${name}`) };
  });
  const indexed = hitsIn(sources, INDEX).map((hit) => {
    const name = hit.group(1);
    const value =
      hit.group(2) === "||" ? [3, 4].map((number) => hit.group(number)).find((one) => one !== "") : undefined;
    // Without a value it is nil, and Ruby goes on: only an address is of no use without one.
    const optional =
      hit.group(2) !== "" ||
      !/(?:URL|URI|DSN|KEY|SECRET|PASSWORD|TOKEN|HOST)$/u.test(name) ||
      isGuarded(hit.source.text, hit.index);
    return { name, optional, ...kept(value), at: hit.at(`reads ${name}`) };
  });
  return [...fetched, ...indexed].filter(({ name }) => !OWN.test(name));
}

/** `if ENV["X"]` and `x = y || ENV["X"]`. */
function isGuarded(text: string, index: number): boolean {
  return /(?:\b(?:if|unless|elsif|and|or|!)|\|\||&&)\s*$/u.test(text.slice(Math.max(0, index - 20), index));
}

function kept(value: string | undefined): { readonly default?: string } {
  return value === undefined || value === "" ? {} : { default: value };
}

/** The paths that code answers on. `literal` is for servers without routes, which compare paths themselves. */
export function rubyRoutes(sources: readonly Source[], literal = false): readonly Route<Evidence>[] {
  const routes = hitsIn(sources, ROUTE);
  const compared = literal ? hitsIn(sources, LITERAL_ROUTE) : [];
  return [...routes, ...compared].map((hit) => {
    const written = hit.group(1) === "" ? hit.group(2) : hit.group(1);
    const path = written.startsWith("/") ? written : `/${written}`;
    return { path, at: hit.at(`answers on ${path}`) };
  });
}
