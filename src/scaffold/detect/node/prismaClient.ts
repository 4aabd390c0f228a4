import { parentOf, resolved, stepsOf } from "../../../base/treePath.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Evidence } from "../../facts/fact.ts";
import { evidence, lineAt } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { dependsOn, type PackageJson } from "./packageJson.ts";
import type { PackageSubject } from "./packageSubject.ts";

/** How Prisma's client comes to be, with the line that says so. */
export interface PrismaClient {
  readonly facts: NonNullable<NodeFacts["prisma"]>;
  readonly at: Evidence;
}

/** Where Prisma's command looks for a schema by itself. */
const SCHEMAS = ["prisma/schema.prisma", "schema.prisma"];

const COMMANDS: Readonly<Record<NodeFacts["manager"], string>> = {
  npm: "npx prisma generate",
  pnpm: "pnpm exec prisma generate",
  yarn: "yarn prisma generate",
  bun: "bunx prisma generate",
};

/**
 * The client that a build makes from the folder's schema: what the code imports is written by `prisma generate`, which
 * Prisma 7 never runs by itself, and Prisma 6 only where its command is installed. Undefined where the command is not
 * among the dependencies, or an install runs it.
 */
export async function prismaClient({ folder, manifest, install }: PackageSubject): Promise<PrismaClient | undefined> {
  const schema = SCHEMAS.find((one) => folder.has(one));
  if (schema === undefined || !dependsOn(manifest, "prisma") || generates(manifest, "postinstall")) return undefined;
  const generator = generatorIn((await folder.read(schema)) ?? "");
  if (generator === undefined) return undefined;
  const already = ["prebuild", "build"].some((script) => generates(manifest, script));
  const output = fromSchema(schema, generator.output);
  return {
    facts: {
      ...(!already && { generate: COMMANDS[install.manager] }),
      ...(output !== undefined && { output }),
      openssl: needsOpenssl(manifest),
    },
    at: evidence(fromRoot(folder, schema), generator.line, "says how Prisma's client is made"),
  };
}

function generates({ scripts }: PackageJson, name: string): boolean {
  return Object.hasOwn(scripts, name) && /\bprisma generate\b/u.test(scripts[name] ?? "");
}

/** The block of Prisma's own client for JavaScript; others, such as those of diagrams, are no code that is run. */
function generatorIn(text: string): { readonly line: number; readonly output: string | undefined } | undefined {
  for (const { index, 1: block = "" } of text.matchAll(/^generator\s+\w+\s*\{([^}]*)\}/gmu)) {
    if (!/^\s*provider\s*=\s*"prisma-client(?:-js)?"/mu.test(block)) continue;
    return { line: lineAt(text, index), output: /^\s*output\s*=\s*"([^"]*)"/mu.exec(block)?.[1] };
  }
  return undefined;
}

/** A folder that is said from the schema's own, from the package's; undefined within `node_modules` and outside. */
function fromSchema(schema: string, output: string | undefined): string | undefined {
  if (output === undefined || !/^[\w./@-]+$/u.test(output) || output.startsWith("/")) return undefined;
  const folder = resolved(parentOf(schema), output);
  return folder === undefined || folder === "." || stepsOf(folder).includes("node_modules") ? undefined : folder;
}

/** Until Prisma 7 its client asks the database through a library that is linked with OpenSSL. */
function needsOpenssl({ dependencies, devDependencies }: PackageJson): boolean {
  const asked = dependencies["prisma"] ?? devDependencies["prisma"] ?? "";
  const major = /\d+/u.exec(asked)?.[0];
  return major === undefined || Number(major) < 7;
}
