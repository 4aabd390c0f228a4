import { type Command, InvalidArgumentError } from "commander";
import type { CatalogueOutput, RefreshOutput } from "../protocol/scaffoldOutput.ts";
import type { Catalogue } from "../scaffold/catalogue/catalogue.ts";
import { OVERLAY_PATH } from "../scaffold/catalogue/readCatalogue.ts";
import { type Doing, groupOf, machine } from "./commandOptions.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { type OutputOptions, printJson, table, visible } from "./report.ts";
import { folderNamed } from "./folderNamed.ts";

export interface RefreshOptions extends OutputOptions {
  /** By registry. */
  readonly registryMirror?: Readonly<Record<string, string>>;
}

export function addCatalogue(program: Command, parts: CliParts, doing: Doing): void {
  const catalogue = groupOf(program, "catalogue", "Work with the versions that generated files name.");
  machine(
    catalogue.command("list [folder]"),
    "List images, actions and tools with where and when they were seen.",
  ).action(doing((folder: string | undefined, options: OutputOptions) => listCatalogue(parts, folder, options)));
  machine(catalogue.command("refresh [folder]"), `Ask registries anew, and write ${OVERLAY_PATH}.`)
    .option(
      "--registry-mirror <url>",
      "ask here instead of Docker Hub; REGISTRY=URL for another registry (may be given again)",
      mirrorsIn,
    )
    .addHelpText("after", "\nExits with 4 where nothing could be asked; what could not be seen stays as it was.")
    .action(doing((folder: string | undefined, options: RefreshOptions) => refreshCatalogue(parts, folder, options)));
}

/** Reads `--registry-mirror`. */
export function mirrorsIn(
  value: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, registry = "docker.io", url = ""] = /^(?:([a-z0-9.-]+(?::\d+)?)=)?(https?:\/\/\S+)$/u.exec(value) ?? [];
  if (!URL.canParse(url)) throw new InvalidArgumentError("Write an address, such as http://127.0.0.1:5000.");
  return { ...before, [registry]: url };
}

/** `tidegate catalogue list`. Fault: `BadCatalogue`. */
export async function listCatalogue(
  parts: CliParts,
  folder: string | undefined,
  options: OutputOptions,
): Promise<ExitCode> {
  const { terminal } = parts;
  const { catalogue, warnings } = await (await parts.scaffolding(await folderNamed(parts, folder))).catalogue();
  const entries = entriesOf(catalogue);
  if (options.json === true) {
    const output: CatalogueOutput = { entries, warnings: warnings.map(({ reason, message }) => ({ reason, message })) };
    printJson(terminal, output);
    return EXIT.ok;
  }
  const rows = entries.map(({ table: kind, name, version, pin, seen }) => {
    return [kind.slice(0, -1), version === null ? name : `${name} ${version}`, pin?.slice(0, 19) ?? "not pinned", seen];
  });
  terminal.print(table([["KIND", "NAME", "PIN", "SEEN"], ...rows]));
  for (const { message } of warnings) terminal.note(visible(message));
  return EXIT.ok;
}

function entriesOf({ images, actions, tools }: Catalogue): CatalogueOutput["entries"] {
  const none = { version: null, pin: null, endOfLife: null };
  return [
    ...Object.entries(images).map(([name, { source, seen, digest, endOfLife }]) => {
      return {
        table: "images" as const,
        name,
        version: null,
        pin: digest ?? null,
        source,
        seen,
        endOfLife: endOfLife ?? null,
      };
    }),
    ...Object.entries(actions).map(([name, { source, seen, version, commit }]) => {
      return { ...none, table: "actions" as const, name, version, pin: commit ?? null, source, seen };
    }),
    ...Object.entries(tools).map(([name, { source, seen, version }]) => {
      return { ...none, table: "tools" as const, name, version, source, seen };
    }),
  ];
}

/** `tidegate catalogue refresh`: 4 where nothing at all was answered. Faults: `BadCatalogue`, those of writing. */
export async function refreshCatalogue(
  parts: CliParts,
  folder: string | undefined,
  options: RefreshOptions,
): Promise<ExitCode> {
  const { terminal } = parts;
  const { changes, unchanged, failures } = await (
    await parts.scaffolding(await folderNamed(parts, folder))
  ).refresh(options.registryMirror ?? {});
  if (options.json === true) {
    const output: RefreshOutput = {
      path: OVERLAY_PATH,
      changes: changes.map(({ name, before, after }) => ({ name, before: before ?? null, after })),
      unchanged,
      failures: [...failures],
    };
    printJson(terminal, output);
  } else {
    for (const { name, before, after } of changes)
      terminal.print(visible(`${name}: ${before ?? "not pinned"} → ${after}`));
    terminal.print(`${changes.length} changed, ${unchanged} seen as they were, ${failures.length} not seen.`);
    for (const { name, message } of failures) terminal.note(visible(`${name}: ${message}`));
  }
  return changes.length + unchanged === 0 && failures.length > 0 ? EXIT.unreachable : EXIT.ok;
}
