import { depthOf, lastStep } from "../../../base/treePath.ts";
import type { Evidence } from "../../facts/fact.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { Framework } from "./frameworks.ts";

/** Where an application object is made. */
export interface AppObject {
  readonly source: Source;
  /** The name it has in its module, or the function that makes it. */
  readonly name: string;
  /** Whether `name` is a function that makes the object when it is called. */
  readonly isFactory: boolean;
  readonly at: Evidence;
}

/** `app = FastAPI(`, `app: Flask = Flask(`, at the module's own level. */
const ASSIGNED = /^([A-Za-z_]\w*)(?:[ \t]*:[ \t]*[\w.[\]"']+)?[ \t]*=[ \t]*([\w.]+)\(/gmu;
const FUNCTION = /^(?:async[ \t]+)?def[ \t]+([A-Za-z_]\w*)[ \t]*\(/gmu;
const FACTORY_NAME = /^(?:create|make|build|get|init)_?\w*app\w*$|^(?:app_factory|factory)$/u;

/** The objects of a framework, the likeliest first: one that a module has, before a function that makes one. */
export function appObjects(sources: readonly Source[], framework: Framework): readonly AppObject[] {
  const factories = hitsIn(sources, FUNCTION).filter((hit) => makesOne(hit, framework));
  const factoryNames = new Set(factories.map((hit) => hit.group(1)));
  const made = hitsIn(sources, ASSIGNED).filter(
    (hit) => isConstructor(hit.group(2), framework) || factoryNames.has(lastPart(hit.group(2))),
  );
  const objects = [
    ...made.map((hit) => objectAt(hit, false)),
    ...factories.filter((hit) => FACTORY_NAME.test(hit.group(1))).map((hit) => objectAt(hit, true)),
  ];
  return objects.toSorted((a, b) => Number(a.isFactory) - Number(b.isFactory) || rank(a) - rank(b));
}

function isConstructor(call: string, { constructors }: Framework): boolean {
  return constructors.some(
    (one) =>
      call === one || call.endsWith(`.${one}`) || (one.includes(".") && lastPart(one) === call && call !== "App"),
  );
}

/** Whether a function makes the framework's object: its text goes to the next line that is not indented. */
function makesOne(hit: Hit, framework: Framework): boolean {
  const rest = hit.source.text.slice(hit.index + hit.group(0).length);
  const end = /^[^\s)\]}#]/mu.exec(rest.slice(rest.indexOf("\n") + 1))?.index ?? rest.length;
  const body = rest.slice(0, rest.indexOf("\n") + 1 + end);
  return [...body.matchAll(/(?<![\w.])([\w.]{1,60})\(/gu)].some((call) => isConstructor(call[1] ?? "", framework));
}

function objectAt(hit: Hit, isFactory: boolean): AppObject {
  const name = hit.group(1);
  return {
    source: hit.source,
    name,
    isFactory,
    at: hit.at(isFactory ? `makes the application in ${name}()` : `makes the application ${name}`),
  };
}

const USUAL_FILES = ["wsgi", "asgi", "main", "app", "server", "api", "application", "run", "__init__", "__main__"];

/** By how its file and object are usually called, then by depth: a part that is mounted elsewhere has other names. */
function rank({ source: { path }, name }: AppObject): number {
  const file = USUAL_FILES.indexOf(lastStep(path).replace(/\.py$/u, ""));
  const named = ["app", "application", "api", "server"].indexOf(name);
  return (named === -1 ? 100 : named * 2) + (file === -1 ? 50 : file) + depthOf(path) * 3;
}

function lastPart(call: string): string {
  return call.slice(call.lastIndexOf(".") + 1);
}
