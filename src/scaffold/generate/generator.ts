import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Application } from "../facts/application.ts";
import type { Detection } from "../facts/detection.ts";
import type { HostPorts } from "../ports/hostPorts.ts";
import type { Render } from "../render/render.ts";
import type { GeneratedFile } from "./generated.ts";
import type { Settings } from "./settings.ts";

/** Everything that files are generated from. The same input gives the same bytes. */
export interface GenerateInput {
  /** Those to write for, by path. */
  readonly applications: readonly Application[];
  readonly detection: Detection;
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  /** Left out: nothing is settled. */
  readonly hostPorts?: HostPorts;
  /** The compose file that compose finds at the root already, by its name; left out: there is none. */
  readonly composeFile?: string;
}

/** One kind's way from facts to files: a model of plain values, put through the templates of its folder. */
export type Generator = (input: GenerateInput, render: Render) => readonly GeneratedFile[];
