import { isScalar } from "yaml";
import { Fault, type Result, err, ok } from "../../base/result.ts";
import { type Path, readSource } from "./source.ts";
import { yamlLine } from "./yamlLine.ts";

/** A change of one value of the file: mappings on the way are made; `undefined` removes the key. */
export interface ConfigEdit {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * Changes one value of `tidegate.yaml` and keeps everything else, comments included. A single value in place of
 * another changes only its own characters. Faults: `BadYaml`, where the text cannot be read.
 */
export function editConfig(text: string, { path, value }: ConfigEdit): Result<string> {
  const { document } = readSource(text);
  if (document.errors.length > 0 || path.length === 0) {
    return err(new Fault("BadYaml", "tidegate.yaml cannot be changed while it is not valid YAML: mend it first."));
  }
  const present: unknown = document.getIn(path, true);
  if (value === undefined) document.deleteIn(path);
  else if (isScalar(present) && isSingle(value) && present.range) {
    const [from, to] = present.range;
    const padding = from === to ? " " : "";
    return ok(text.slice(0, from) + padding + yamlLine(value) + text.slice(to));
  } else document.setIn(path, document.createNode(value));
  return ok(document.toString({ lineWidth: 0 }));
}

function isSingle(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
