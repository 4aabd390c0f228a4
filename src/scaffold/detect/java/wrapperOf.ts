import type { Folder } from "../folder.ts";
import { evidence, lineOf } from "../shared/evidence.ts";
import type { JavaBuild } from "./javaBuild.ts";

/** What the wrapper of a build tool is made of: its script, its settings, and the name in the address of what it gets. */
const WRAPPERS = {
  maven: {
    script: "mvnw",
    settings: ".mvn/wrapper/maven-wrapper.properties",
    version: /distributionUrl\s*=.{0,300}?apache-maven-([\d.]+\d)/u,
    title: "Maven",
  },
  gradle: {
    script: "gradlew",
    settings: "gradle/wrapper/gradle-wrapper.properties",
    version: /distributionUrl\s*=.{0,200}?gradle-([\d.]+\d)/u,
    title: "Gradle",
  },
} as const;

/** The nearest wrapper of a build tool at or above a folder, and the version of the tool that it gets. */
export async function wrapperOf(
  folder: Folder,
  tool: JavaBuild["tool"],
): Promise<Pick<JavaBuild, "wrapper" | "toolVersion">> {
  const { script, settings, version, title } = WRAPPERS[tool];
  const wrapper = folder.nearest(script)?.path;
  const near = folder.nearest(settings);
  const text = (await near?.read()) ?? "";
  const value = version.exec(text)?.[1];
  return {
    ...(wrapper !== undefined && { wrapper }),
    ...(near !== undefined &&
      value !== undefined && {
        toolVersion: {
          value,
          at: evidence(near.path, lineOf(text, "distributionUrl"), `uses ${title} ${value}`),
        },
      }),
  };
}
