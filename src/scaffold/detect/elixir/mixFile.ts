import { lineAt } from "../shared/evidence.ts";

/** A word of a file with its line, counted from 1. */
export interface Written {
  readonly value: string;
  readonly line: number;
}

/** What a mix.exs says, as far as it is written down and not computed. */
export interface MixFile {
  /** The application's name, such as `shop`; undefined for the root of an umbrella. */
  readonly app?: Written;
  /** The range of Elixir versions, such as `~> 1.15`. */
  readonly elixir?: Written;
  /** The folder of an umbrella's applications. */
  readonly appsPath?: Written;
  /** The module that is started, such as `Shop.Application`; undefined for a library. */
  readonly mod?: Written;
  /** Names of releases, in their order. */
  readonly releases: readonly Written[];
  readonly dependencies: readonly Dependency[];
  /** Whether it has an alias that builds what browsers get. */
  readonly buildsAssets: boolean;
}

export interface Dependency {
  readonly name: string;
  readonly line: number;
  /** Whether it is another application of the same umbrella. */
  readonly inUmbrella: boolean;
  /** The folder of a dependency that is given by path. */
  readonly path?: string;
}

/** Reads a mix.exs whose comments are blanked. */
export function parseMixFile(code: string): MixFile {
  const app = written(code, /\bapp:\s*:"?([a-z_]\w*)/u);
  const elixir = written(code, /\belixir:\s*"([^"\n]*)"/u);
  const appsPath = written(code, /\bapps_path:\s*"([^"\n]*)"/u);
  const mod = written(code, /\bmod:\s*\{\s*([A-Z][\w.]*)/u);
  return {
    ...(app && { app }),
    ...(elixir && { elixir }),
    ...(appsPath && { appsPath }),
    ...(mod && { mod }),
    releases: releasesOf(code),
    dependencies: dependenciesOf(code),
    buildsAssets: /"assets\.deploy":/u.test(code),
  };
}

function written(code: string, pattern: RegExp): Written | undefined {
  const match = pattern.exec(code);
  return match?.[1] === undefined ? undefined : { value: match[1], line: lineAt(code, match.index) };
}

/** A list of dependencies is not longer. */
const MOST_CHARACTERS = 50_000;

/** `{:name, "~> 1.0"}` and `{:name, in_umbrella: true}`, each within one pair of braces. */
function dependenciesOf(code: string): readonly Dependency[] {
  const start = /\bdefp?\s+deps\b|\bdeps:\s*\[/u.exec(code)?.index ?? code.length;
  const matches = [...code.slice(start, start + MOST_CHARACTERS).matchAll(/\{\s*:([a-z_]\w*)\s*,([^{}]*)/gu)];
  return matches.map((match): Dependency => {
    const path = /\bpath:\s*"([^"\n]*)"/u.exec(match[2] ?? "")?.[1];
    return {
      name: match[1] ?? "",
      line: lineAt(code, start + match.index),
      inUmbrella: /\bin_umbrella:\s*true\b/u.test(match[2] ?? ""),
      ...(path !== undefined && { path }),
    };
  });
}

/** Keys one level below `releases:`, or below the function it names. */
function releasesOf(code: string): readonly Written[] {
  const start = /\breleases:\s*\[/u.exec(code) ?? /\bdefp?\s+releases(?:\(\))?\s+do\s*\[/u.exec(code);
  if (start === null) return [];
  const names: Written[] = [];
  const token = /[[\]{}]|\b([a-z_]\w*):(?=\s)/gu;
  token.lastIndex = start.index + start[0].length;
  let depth = 1;
  for (let match = token.exec(code); match !== null && depth > 0; match = token.exec(code)) {
    if (match[1] !== undefined) {
      if (depth === 1) names.push({ value: match[1], line: lineAt(code, match.index) });
    } else depth += match[0] === "[" || match[0] === "{" ? 1 : -1;
  }
  return names;
}
