import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { filledInRounds } from "../shared/filledIn.ts";
import { fromRoot } from "../shared/sources.ts";
import { elementsAt, readXml, type XmlElement } from "../shared/xml.ts";

/** Something that a project names, and where. */
export interface DotnetNamed {
  readonly name: string;
  readonly at: Evidence;
}

/** What a project file says, with what it takes over from `Directory.Build.props` above it. */
export interface DotnetProject {
  /** From its folder. */
  readonly path: string;
  /** From the root of the tree. */
  readonly file: string;
  readonly sdk: DotnetNamed;
  /** A property by its name; MSBuild does not tell small from capital letters. */
  property(name: string): DotnetNamed | undefined;
  readonly packages: readonly DotnetNamed[];
  readonly frameworks: readonly DotnetNamed[];
  /** Other projects that it is built with, from its folder, with slashes. */
  readonly references: readonly string[];
}

interface Part {
  readonly file: string;
  readonly element: XmlElement;
}

/** Reads a project file of a folder; undefined where it is no project of a known form. */
export async function readProject(folder: Folder, path: string): Promise<DotnetProject | undefined> {
  const text = await folder.read(path);
  const element = text === undefined ? undefined : readXml(text);
  if (element?.name !== "Project") return undefined;
  const file = fromRoot(folder, path);
  const parts: readonly Part[] = [{ file, element }, ...(await sharedProps(folder))];
  const sdk = element.attributes["Sdk"] ?? elementsAt(element, "Sdk")[0]?.attributes["Name"] ?? "";
  return {
    path,
    file,
    sdk: { name: sdk.replace(/\/.*$/u, ""), at: evidence(file, element.line, `uses ${sdk === "" ? "no SDK" : sdk}`) },
    property: (name) => propertyOf(parts, name),
    packages: itemsOf(parts, "PackageReference"),
    frameworks: itemsOf(parts, "FrameworkReference"),
    references: itemsOf([{ file, element }], "ProjectReference").map(({ name }) => name.replaceAll("\\", "/")),
  };
}

async function sharedProps(folder: Folder): Promise<readonly Part[]> {
  const near = folder.nearest("Directory.Build.props");
  const text = await near?.read();
  const element = text === undefined ? undefined : readXml(text);
  return near === undefined || element === undefined ? [] : [{ file: near.path, element }];
}

function propertyOf(parts: readonly Part[], name: string): DotnetNamed | undefined {
  const written = writtenProperty(parts, name);
  if (written === undefined) return undefined;
  const { file, found } = written;
  const value = filledInRounds(
    found.text,
    /\$\(([\w.]{1,80})\)/gu,
    ([, other = ""]) => writtenProperty(parts, other)?.found.text,
  );
  return { name: value, at: evidence(file, found.line, `sets ${found.name} to ${value}`) };
}

function writtenProperty(
  parts: readonly Part[],
  name: string,
): { readonly file: string; readonly found: XmlElement } | undefined {
  for (const { file, element } of parts) {
    const found = elementsAt(element, "PropertyGroup")
      .flatMap(({ children }) => children)
      .findLast((one) => one.name.toLowerCase() === name.toLowerCase() && one.text !== "");
    if (found !== undefined) return { file, found };
  }
  return undefined;
}

function itemsOf(parts: readonly Part[], kind: string): readonly DotnetNamed[] {
  return parts.flatMap(({ file, element }) =>
    elementsAt(element, "ItemGroup", kind).flatMap(({ attributes, line }) => {
      const name = attributes["Include"] ?? attributes["Update"];
      return name === undefined ? [] : [{ name, at: evidence(file, line, `depends on ${name}`) }];
    }),
  );
}
