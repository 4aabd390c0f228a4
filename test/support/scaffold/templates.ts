import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Render } from "../../../src/scaffold/render/render.ts";
import { renderer } from "../../../src/scaffold/render/renderer.ts";

const folder = fileURLToPath(new URL("../../../media/templates", import.meta.url));

/** The templates that the extension brings, as it renders them. */
export function ownTemplates(): Render {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return renderer(new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")])));
}
