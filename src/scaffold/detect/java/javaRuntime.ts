import type { Application } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { pinnedIn, pinnedTool } from "../shared/toolVersions.ts";
import { type JavaBuild, javaRelease } from "./javaBuild.ts";

/** The Java that a member runs on: the one that is pinned, else the release that it is built for. */
export async function javaRuntime(
  folder: Folder,
  build: JavaBuild,
): Promise<{ readonly runtime: Application["runtime"]; readonly problems: readonly Problem[] }> {
  const found = [await pinnedIn(folder, ".java-version"), await pinnedTool(folder, "java"), await sdkman(folder)];
  const pins = found.map((one) => {
    const value = javaRelease(one?.value ?? "");
    return one === undefined || value === undefined ? undefined : { ...one, value };
  });
  const { release } = build;
  const least = release === undefined ? undefined : fact(release.value, release.confidence, release.at);
  const { version, problems } = versionAmong({ title: "Java", pins, least }, folder.path);
  if (version === undefined) {
    return { runtime: fact({ name: "java" }, "certain", evidence(build.file, 1, "is built for Java")), problems };
  }
  return { runtime: { ...version, value: { name: "java", version: version.value } }, problems };
}

async function sdkman(folder: Folder): Promise<Fact<string> | undefined> {
  const near = folder.nearest(".sdkmanrc");
  const lines = (await near?.read())?.split("\n") ?? [];
  const index = lines.findIndex((line) => /^\s*java\s*=\s*\d/u.test(line));
  const version = /=\s*([\d.]{1,20})/u.exec(lines[index] ?? "")?.[1];
  if (near === undefined || version === undefined) return undefined;
  return fact(version, "certain", evidence(near.path, index + 1, `pins Java ${version}`));
}
