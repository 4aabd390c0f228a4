import { textAt } from "../../../core/read/value.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { versionAmong } from "../shared/runtimeVersion.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import { pinnedIn, pinnedTool } from "../shared/toolVersions.ts";
import { lineOfKey } from "./pythonDependencies.ts";
import { lowestMinor } from "./versionRange.ts";

/** The version of Python that a folder pins, else the lowest its manifest takes. */
export async function pythonVersion(
  folder: Folder,
  pyproject: unknown,
): Promise<{ version?: Fact<string>; problems: readonly Problem[] }> {
  const pipfile = await pinOfPipfile(folder);
  const pins = [
    await pinnedIn(folder, ".python-version"),
    await pinnedIn(folder, "runtime.txt"),
    pipfile,
    await pinnedTool(folder, "python"),
  ];
  return versionAmong({ title: "Python", pins, least: await leastOf(folder, pyproject) }, folder.path);
}

async function pinOfPipfile(folder: Folder): Promise<Fact<string> | undefined> {
  const text = await folder.read("Pipfile");
  const requires = readToml(text ?? "");
  for (const key of ["python_full_version", "python_version"]) {
    const version = textAt(requires, "requires", key);
    if (text !== undefined && version !== undefined && /^\d/u.test(version)) {
      return fact(
        version,
        "certain",
        evidence(fromRoot(folder, "Pipfile"), lineOfKey(text, key), `asks for Python ${version}`),
      );
    }
  }
  return undefined;
}

async function leastOf(folder: Folder, pyproject: unknown): Promise<Fact<string> | undefined> {
  const places: readonly (readonly [file: string, key: string, range: string | undefined])[] = [
    ["pyproject.toml", "requires-python", textAt(pyproject, "project", "requires-python")],
    ["pyproject.toml", "python", textAt(pyproject, "tool", "poetry", "dependencies", "python")],
    ["setup.cfg", "python_requires", await rangeIn(folder, "setup.cfg")],
    ["setup.py", "python_requires", await rangeIn(folder, "setup.py")],
  ];
  for (const [file, key, range] of places) {
    const version = range === undefined ? undefined : lowestMinor(range);
    if (range === undefined || version === undefined) continue;
    // A project's manifest may stand above the folder that is served.
    const near = folder.nearest(file);
    const text = (await near?.read()) ?? "";
    const line = file === "pyproject.toml" ? lineOfKey(text, key) : lineOf(text, key);
    return fact(version, "likely", evidence(near?.path ?? fromRoot(folder, file), line, `takes Python ${range}`));
  }
  return undefined;
}

async function rangeIn(folder: Folder, file: string): Promise<string | undefined> {
  return /\bpython_requires\s*=\s*["']?([^"'\n]+)/u.exec((await folder.read(file)) ?? "")?.[1];
}
