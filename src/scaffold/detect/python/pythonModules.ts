import { depthOf, folderOf } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { hitsIn, withTexts } from "../shared/hits.ts";
import { type Source, sourcesOf } from "../shared/sources.ts";
import { pythonCode } from "./pythonCode.ts";

/** A module as Python imports it. */
export interface Module {
  /** Such as `app.main`. */
  readonly name: string;
  /** The folder that it is imported from, `.` for the project's own, `src` for a source layout. */
  readonly root: string;
}

/** Files that say how an application is made, started and set up. */
const TELLING =
  /(?:^|\/)(?:main|app|application|wsgi|asgi|server|api|run|start|serve|manage|settings|config|urls|routes?|views|health\w*|celery(?:_?app)?|celeryconfig|tasks|worker|bot|consumer|streamlit_app|gunicorn(?:\.conf|_conf(?:ig)?)|__main__)\.py$|(?:^|\/)settings\/\w+\.py$|^(?:src\/)?[^/]+\/__init__\.py$|^__init__\.py$/u;
const NOT_RUN =
  /(?:^|\/)(?:tests?|testing|docs?|examples?|scripts?|migrations|alembic|notebooks|benchmarks?|conftest\.py|test_[^/]*|[^/]*_test\.py|setup\.py|noxfile\.py|tasks\/__init__\.py)(?:\/|$)/u;
const MOST_FILES = 80;

/** The sources of a folder that say most, comments and long strings blanked. */
export async function pythonSources(folder: Folder): Promise<readonly Source[]> {
  const telling = folder.files
    .filter((file) => TELLING.test(file) && !NOT_RUN.test(file))
    .toSorted((a, b) => depthOf(a) - depthOf(b))
    .slice(0, MOST_FILES);
  const sources = await sourcesOf(folder, { endings: [".py"], first: telling, most: MOST_FILES });
  return withTexts(
    sources.filter(({ path }) => !NOT_RUN.test(path)),
    pythonCode,
  );
}

/** Names that code imports from, their first part only: `from app.db import x` gives `app`. */
export function importedNames(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(hitsIn(sources, /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gmu).map((hit) => hit.group(1)));
}

/**
 * How a file is imported. What the code itself imports tells which folder it is run from: where `backend/app/main.py`
 * has `from app.db import …`, that is `backend`; where `src/main.py` has `import db` beside `src/db.py`, it is `src`.
 */
export function moduleOf(path: string, files: readonly string[], imported: ReadonlySet<string>): Module {
  const steps = path.replace(/\.py$/u, "").split("/");
  const folders = steps.slice(0, -1);
  const known = new Set(files);
  const at = (depth: number): Module => ({
    name:
      steps
        .slice(depth)
        .filter((step, index, all) => step !== "__init__" || index < all.length - 1)
        .join(".") || "__init__",
    root: folderOf(folders.slice(0, depth)),
  });
  for (let depth = 0; depth < folders.length; depth += 1) {
    const top = folders[depth];
    if (top !== undefined && imported.has(top)) return at(depth);
  }
  if (importsSibling(folders, files, imported, steps.at(-1) ?? "")) return at(folders.length);
  if (folders[0] === "src" && !known.has("src/__init__.py")) return at(1);
  return at(packageDepth(folders, known));
}

function importsSibling(
  folders: readonly string[],
  files: readonly string[],
  imported: ReadonlySet<string>,
  own: string,
): boolean {
  const base = folders.length === 0 ? "" : `${folders.join("/")}/`;
  if (base === "") return false;
  return files.some((file) => {
    if (!file.startsWith(base) || !file.endsWith(".py")) return false;
    const [first = ""] = file.slice(base.length).replace(/\.py$/u, "").split("/");
    return first !== own && first !== "__init__" && imported.has(first);
  });
}

/** Where the outermost folder of the file's package lies: the folders above it are no packages. */
function packageDepth(folders: readonly string[], known: ReadonlySet<string>): number {
  let depth = folders.length;
  while (depth > 0 && known.has(`${folders.slice(0, depth).join("/")}/__init__.py`)) depth -= 1;
  return depth === folders.length ? 0 : depth;
}
