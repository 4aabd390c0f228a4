import { joinPath } from "../../base/treePath.ts";
import type { Application } from "../facts/application.ts";

/** The image that an application runs, and what it is built from. Paths are from the root of the tree. */
export interface Image {
  /** Whose Dockerfile builds it: its own, or that of an application of the same folder. */
  readonly builder: Application;
  /** Whether it runs another one's image, with a command of its own. */
  readonly shared: boolean;
  readonly dockerfile: string;
  /** The folder that it is built from. */
  readonly context: string;
  /** What tells files beside the Dockerfile from those of the folder's first one, such as `.worker`; mostly empty. */
  readonly suffix: string;
}

/** Ecosystems whose image holds the whole code, whatever of it is started: those that compile keep one program. */
const WHOLE_CODE: ReadonlySet<string> = new Set(["node", "python", "ruby", "php"]);

/**
 * Where an application's image comes from. A worker runs the image of an application of its folder that holds the same
 * code, a server's where there is any; servers ask for their own health, and what is compiled is one program an image.
 */
export function imageOf(application: Application, all: readonly Application[]): Image {
  const beside = all.filter(({ path }) => path === application.path);
  const builder = builderOf(application, beside);
  const builders = beside.filter((one) => builderOf(one, beside) === one).toSorted(serversFirst);
  const suffix = builder === builders[0] || builders.length === 0 ? "" : `.${builder.name}`;
  return {
    builder,
    shared: builder !== application,
    dockerfile: joinPath(application.path, `Dockerfile${suffix}`),
    context: builder.ecosystem.root,
    suffix,
  };
}

/** Those whose images are built, each once. */
export function buildersOf(applications: readonly Application[]): readonly Application[] {
  return applications.filter((application) => !imageOf(application, applications).shared);
}

function builderOf(application: Application, beside: readonly Application[]): Application {
  if (application.role.value !== "worker") return application;
  const alike = beside.filter((one) => one === application || runsSameCode(one, application));
  return alike.toSorted(serversFirst)[0] ?? application;
}

function runsSameCode(a: Application, b: Application): boolean {
  return (
    WHOLE_CODE.has(a.ecosystem.kind) &&
    a.ecosystem.kind === b.ecosystem.kind &&
    a.ecosystem.root === b.ecosystem.root &&
    [a, b].every(holdsWholeCode)
  );
}

/** A site's image holds what was built, and a standalone server's what it alone needs. */
function holdsWholeCode({ role, ecosystem }: Application): boolean {
  return role.value !== "site" && !(ecosystem.kind === "node" && ecosystem.standalone === true);
}

function serversFirst(a: Application, b: Application): number {
  return Number(a.role.value === "worker") - Number(b.role.value === "worker");
}
