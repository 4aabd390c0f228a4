import type { Folder } from "../folder.ts";
import { elementText } from "../shared/xml.ts";
import { GRADLE_SETTINGS, rootName } from "./gradleBuild.ts";
import type { JavaBuild } from "./javaBuild.ts";
import { readPoms } from "./pom.ts";

/** The name that Maven or Gradle knows the member by; undefined where its folder's must do. */
export async function javaName(folder: Folder, build: JavaBuild): Promise<string | undefined> {
  if (build.tool === "maven") {
    const chain = await readPoms(folder.root, build.file);
    const name = elementText(chain?.own.project, "artifactId");
    return name?.includes("${") === true ? undefined : name;
  }
  if (build.root !== folder.path) return undefined;
  const settings = GRADLE_SETTINGS.find((one) => folder.has(one));
  return rootName((settings === undefined ? undefined : await folder.read(settings)) ?? "");
}
