import { depthOf, joinPath, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { byText } from "./byText.ts";

/** A file of source with its text. */
export interface Source {
  /** From the folder that it was asked of. */
  readonly path: string;
  /** From the root of the tree, for evidence. */
  readonly file: string;
  readonly text: string;
}

export interface WantedSources {
  /** Endings with their dot, such as `.ts`. */
  readonly endings: readonly string[];
  /** Files that are read before all others, from the folder, such as the one that is started. */
  readonly first?: readonly string[];
  /** Whether others are only read where their names are telling ones. */
  readonly onlyTelling?: boolean;
  /** How many files are read at most. */
  readonly most?: number;
}

const MOST_SOURCES = 60;
/** Text that is read in all of one folder. */
const MOST_CHARACTERS = 2_000_000;
/** A file that is longer was made by a machine. */
const LONGEST = 200_000;
/** Files that say how the application starts, listens and is set up, by their names. */
const TELLING =
  /(?:^|\/)(?:main|index|server|app|application|bootstrap|program|startup|wsgi|asgi|config|configuration|settings|env|environment|health|healthz?[._-]?\w*|routes?|router|db|database|redis|queue|worker|constants?)\b[^/]*$/iu;
/** What is drawn on pages: there are many of them, and they say least. */
const DRAWN = /(?:^|\/)(?:components?|ui|icons?)\/.*\.[jt]sx$/u;
const NOT_RUN =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|playwright|fixtures?|examples?|stories|docs?|scripts?|migrations?|seeds?|bench(?:marks?)?|coverage|dist|build|out|target|generated|\.storybook|\.github)\/|[._-](?:test|spec|stories|e2e|d)\.\w+$|(?:^|\/)test_[^/]*\.py$|_test\.\w+$/iu;

/**
 * The texts of a folder's sources that say most: those asked for, then by telling names, then the ones nearest to the
 * folder, what pages are drawn with last. Tests, examples and what was built are left out. A bounded number of files and characters.
 */
export async function sourcesOf(
  folder: Folder,
  { endings, first = [], onlyTelling = false, most = MOST_SOURCES }: WantedSources,
): Promise<readonly Source[]> {
  const asked = new Set(first.filter((path) => folder.has(path)));
  const others = folder.files.flatMap((path) => {
    if (!endings.some((ending) => path.endsWith(ending)) || NOT_RUN.test(path) || asked.has(path)) return [];
    const telling = TELLING.test(path);
    return onlyTelling && !telling
      ? []
      : [{ path, rank: telling ? 0 : DRAWN.test(path) ? 2 : 1, depth: depthOf(path) }];
  });
  const sorted = others.toSorted((a, b) => a.rank - b.rank || a.depth - b.depth || byText(a.path, b.path));
  const paths = [...asked, ...sorted.map(({ path }) => path)].slice(0, most);
  const texts = await Promise.all(paths.map((path) => folder.read(path)));
  let left = MOST_CHARACTERS;
  return paths.flatMap((path, index) => {
    const text = texts[index];
    if (text === undefined || text.length > LONGEST || text.length > left) return [];
    left -= text.length;
    return [{ path, file: fromRoot(folder, path), text }];
  });
}

/** A path of a folder, from the root of the tree; `..` in it is followed. */
export function fromRoot(folder: Pick<Folder, "path">, path: string): string {
  const whole = joinPath(folder.path, path);
  return path.includes("..") ? (resolved(folder.path, path) ?? whole) : whole;
}
