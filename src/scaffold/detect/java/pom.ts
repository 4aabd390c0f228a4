import { parentOf, resolved } from "../../../base/treePath.ts";
import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence } from "../shared/evidence.ts";
import { filledInRounds } from "../shared/filledIn.ts";
import { elementsAt, readXml, elementText, type XmlElement } from "../shared/xml.ts";
import type { Setting } from "./javaBuild.ts";

/** A pom.xml of the tree. */
export interface Pom {
  /** From the root of the tree. */
  readonly file: string;
  readonly project: XmlElement;
}

/** A pom with the parents that are in the tree, the nearest first. */
export interface PomChain {
  readonly own: Pom;
  readonly parents: readonly Pom[];
}

const MOST_PARENTS = 8;

/** Reads a pom and its parents; undefined where it is missing or broken. */
export async function readPoms(root: Folder, file: string): Promise<PomChain | undefined> {
  const own = await readPom(root, file);
  if (own === undefined) return undefined;
  const parents: Pom[] = [];
  let next = parentFile(own);
  while (next !== undefined && parents.length < MOST_PARENTS && ![own, ...parents].some((one) => one.file === next)) {
    const parent: Pom | undefined = await readPom(root, next);
    if (parent === undefined) break;
    parents.push(parent);
    next = parentFile(parent);
  }
  return { own, parents };
}

/** Poms by their files: a parent is read by each of its modules. */
const ofRoots = new WeakMap<Folder, Map<string, Promise<Pom | undefined>>>();

function readPom(root: Folder, file: string): Promise<Pom | undefined> {
  const known = ofRoots.get(root) ?? new Map<string, Promise<Pom | undefined>>();
  ofRoots.set(root, known);
  const pom = known.get(file) ?? parsePom(root, file);
  known.set(file, pom);
  return pom;
}

async function parsePom(root: Folder, file: string): Promise<Pom | undefined> {
  const text = await root.read(file);
  const project = text === undefined ? undefined : readXml(text);
  return project?.name === "project" ? { file, project } : undefined;
}

/** Where a pom's parent is, if in the tree: `../pom.xml` where it does not say. */
function parentFile({ file, project }: Pom): string | undefined {
  const [parent] = elementsAt(project, "parent");
  if (parent === undefined) return undefined;
  const [relative] = elementsAt(parent, "relativePath");
  if (relative?.text === "") return undefined;
  const path = resolved(parentOf(file), relative?.text ?? "../pom.xml");
  return path === undefined || path.endsWith(".xml") ? path : resolved(path, "pom.xml");
}

/** The first element of the nearest pom that has one at this path, with the pom. */
export function nearestElement(chain: PomChain, ...path: readonly string[]): Setting | undefined {
  for (const pom of [chain.own, ...chain.parents]) {
    const element = elementsAt(pom.project, ...path).find(({ text }) => text !== "");
    if (element !== undefined) {
      const value = filledIn(chain, element.text);
      return { value, at: placeOf(pom, element, `sets ${path.at(-1) ?? ""} to ${value}`) };
    }
  }
  return undefined;
}

/** A text with the properties of the poms in it; what none of them has stays as it is. */
export function filledIn(chain: PomChain, text: string): string {
  return filledInRounds(text, /\$\{([\w.-]+)\}/gu, ([, name = ""]) => propertyOf(chain, name));
}

/** A property's text as it is written, by the nearest pom. Names such as `project.version` are the pom's own. */
function propertyOf(chain: PomChain, name: string): string | undefined {
  for (const pom of [chain.own, ...chain.parents]) {
    const value = elementText(pom.project, "properties", name);
    if (value !== undefined) return value;
  }
  const path = /^(?:project|pom)\.(.+)/u.exec(name)?.[1]?.split(".");
  if (path === undefined) return undefined;
  return elementText(chain.own.project, ...path) ?? elementText(chain.own.project, "parent", ...path);
}

export function placeOf(pom: Pom, element: XmlElement, says: string): Evidence {
  return evidence(pom.file, element.line, says);
}
