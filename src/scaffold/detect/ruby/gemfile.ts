/** A gem that a Gemfile names. */
export interface Gem {
  readonly name: string;
  readonly line: number;
  /** Whether it is there in production: not only in the groups `development` and `test`. */
  readonly runs: boolean;
}

/** What a Gemfile says. */
export interface Gemfile {
  readonly gems: readonly Gem[];
  /** What it asks of Ruby: an exact version or a requirement. */
  readonly ruby?: { readonly written: string; readonly line: number };
  /** Whether it takes its gems from a gemspec beside it. */
  readonly gemspec: boolean;
}

/** What a Gemfile.lock holds. */
export interface GemfileLock {
  /** Every gem with its version, those that others bring too. */
  readonly versions: ReadonlyMap<string, string>;
  /** Those that the Gemfile names. */
  readonly dependencies: ReadonlySet<string>;
  readonly ruby?: { readonly version: string; readonly line: number };
  readonly bundler?: { readonly version: string; readonly line: number };
}

const GEM = /^gem\s*\(?\s*["']([\w.-]{1,100})["'](.*)$/u;
const RUBY = /^ruby\s*\(?\s*["']([^"'\n]{1,40})["']/u;
const NOT_RUN = /:(?:development|test|ci|lint|doc)\b|["'](?:development|test|ci)["']/u;
const RUN = /:(?:production|default)\b/u;

/** Reads a Gemfile line by line. Never throws. */
export function readGemfile(text: string): Gemfile {
  const gems: Gem[] = [];
  let ruby: Gemfile["ruby"];
  let gemspec = false;
  /** For each block that is open, whether its gems are there in production. */
  const open: boolean[] = [];
  for (const [index, whole] of text.split("\n").entries()) {
    const line = whole.trim();
    const [, name, rest = ""] = GEM.exec(line) ?? [];
    if (name !== undefined) {
      const isGrouped = /\bgroups?\s*[:=]/u.test(rest) && NOT_RUN.test(rest) && !RUN.test(rest);
      gems.push({ name, line: index + 1, runs: !isGrouped && open.every(Boolean) });
    } else if (/^group\b.*\bdo\b/u.test(line)) open.push(!NOT_RUN.test(line) || RUN.test(line));
    else if (
      /^(?:source|git|github|path|platforms?|install_if|if|unless)\b/u.test(line) &&
      /\bdo\s*$|^(?:if|unless)\b/u.test(line)
    )
      open.push(true);
    else if (line === "end") open.pop();
    else if (/^gemspec\b/u.test(line)) gemspec = true;
    const written = RUBY.exec(line)?.[1];
    if (written !== undefined) ruby ??= { written, line: index + 1 };
  }
  return { gems, gemspec, ...(ruby !== undefined && { ruby }) };
}

/** Reads a Gemfile.lock line by line. Never throws. */
export function readGemfileLock(text: string): GemfileLock {
  const versions = new Map<string, string>();
  const dependencies = new Set<string>();
  let section = "";
  let ruby: GemfileLock["ruby"];
  let bundler: GemfileLock["bundler"];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^[A-Z][A-Z ]*\s*$/u.test(line)) section = line.trim();
    const [, gem, version] = /^ {4}([\w.-]{1,100}) \(([\w.-]{1,60})\)/u.exec(line) ?? [];
    if (gem !== undefined && version !== undefined) versions.set(gem, version);
    const dependency = section === "DEPENDENCIES" ? /^ {2}([\w.-]{1,100})!?(?:\s|$)/u.exec(line)?.[1] : undefined;
    if (dependency !== undefined) dependencies.add(dependency.replace(/!$/u, ""));
    const number = /^\s+(?:ruby\s+)?(\d+(?:\.\d+){1,3})/u.exec(line)?.[1];
    if (number !== undefined && section === "RUBY VERSION") ruby ??= { version: number, line: index + 1 };
    if (number !== undefined && section === "BUNDLED WITH") bundler ??= { version: number, line: index + 1 };
  }
  return { versions, dependencies, ...(ruby !== undefined && { ruby }), ...(bundler !== undefined && { bundler }) };
}
