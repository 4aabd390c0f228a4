import { joinPath } from "../../../base/treePath.ts";
import type { Detector, Member } from "../detector.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { type Composer, readComposer } from "./composer.ts";
import { phpApplications } from "./phpApplications.ts";

/** Where the file lies that a web server runs, the usual folders first. */
const PUBLIC = ["public", "web", "webroot", "htdocs", "html", "www", "public_html", "."];

/** PHP that Composer installs: Laravel, Symfony, other frameworks, plain. */
export const phpDetector: Detector = {
  ecosystem: "php",
  markers: ["composer.json"],
  async detect(folder) {
    const composer = await readComposer(folder);
    if (composer === undefined) return { is: "nothing", problems: [] };
    return composer === "broken" ? broken(folder) : served(folder, composer);
  },
};

/** Pages in PHP without Composer, WordPress among them. */
export const plainPhpDetector: Detector = {
  ecosystem: "php",
  markers: ["index.php"],
  fallback: true,
  // What Composer's manifest says of a folder stands.
  detect: async (folder) => (folder.has("composer.json") ? { is: "nothing", problems: [] } : served(folder, undefined)),
};

async function served(folder: Folder, composer: Composer | undefined): Promise<Member> {
  const directory = PUBLIC.find((one) => folder.has(joinPath(one, "index.php")));
  if (directory === undefined || isLibrary(composer)) {
    return { is: "library", why: "it has no page that a web server could run", problems: [] };
  }
  const entry = joinPath(directory, "index.php");
  const at = evidence(fromRoot(folder, entry), 1, "is what a web server runs");
  return { is: "application", ...(await phpApplications(folder, composer, directory, at)) };
}

function isLibrary(composer: Composer | undefined): boolean {
  return (
    composer?.type !== undefined &&
    /^(?:library|symfony-bundle|composer-plugin|wordpress-(?:plugin|theme)|drupal-module|metapackage)$/u.test(
      composer.type,
    )
  );
}

function broken(folder: Folder): Member {
  const file = fromRoot(folder, "composer.json");
  const message = `${file} is no JSON that can be read. Correct it, for nothing is known about this folder without it.`;
  return {
    is: "nothing",
    problems: [
      { reason: "Unreadable", path: folder.path, message, evidence: [evidence(file, 1, "is not valid JSON")] },
    ],
  };
}
