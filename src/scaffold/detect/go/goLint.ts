import type { Fact } from "../../facts/fact.ts";
import type { GoFacts } from "../../facts/ecosystemFacts.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";

/** What a module is linted with. */
export interface GoLint {
  readonly command: Fact<string>;
  /** The major version whose settings the module has; undefined where it is not linted with golangci-lint. */
  readonly golangci?: NonNullable<GoFacts["golangci"]>;
}

/** golangci-lint where it is set up here or above, else the compiler's own. */
export async function goLint(folder: Folder, modLine: Parameters<typeof fact>[2]): Promise<GoLint> {
  const near = folder.nearest(".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json");
  if (near === undefined) return { command: fact("go vet ./...", "guess", modLine) };
  const text = (await near.read()) ?? "";
  const command = fact("golangci-lint run", "likely", evidence(near.path, 1, "sets up golangci-lint"));
  // Version 1 has no such key, and version 2 refuses a file without it.
  return { command, golangci: /^[ \t{]*["']?version["']?[ \t]*[:=][ \t]*["']?2\b/mu.test(text) ? 2 : 1 };
}
