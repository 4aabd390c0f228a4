import type { ChosenImage } from "../../catalogue/chooseImage.ts";
import type { ImageName, ToolName } from "../../catalogue/catalogueNames.ts";
import type { Application, CommandLine } from "../../facts/application.ts";
import type { Ecosystem } from "../../facts/ecosystemFacts.ts";
import type { Workspaces } from "../../facts/detection.ts";
import type { Container } from "../container.ts";
import type { Prober } from "./healthCheck.ts";

/** What a Dockerfile is made from. */
export interface Ingredients<Facts extends Ecosystem = Ecosystem> {
  readonly application: Application;
  readonly facts: Facts;
  readonly container: Container;
  /** The application's folder as seen from the folder that the image is built from. */
  readonly member: string;
  /** What is put behind the names of files beside those of another application; mostly empty. */
  readonly suffix: string;
  readonly workspaces: readonly Workspaces[];
  readonly image: (name: ImageName, version?: string) => ChosenImage;
  readonly tool: (name: ToolName, version?: string) => string;
}

/** One ecosystem's image: a template with its values, and how what it builds is run. */
export interface Recipe {
  /** Its name in `media/templates/dockerfile`. */
  readonly template: string;
  /** Values of that template; references, words and whole instructions, all of one line. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Environment of the last stage, besides the port. */
  readonly environment: Readonly<Record<string, string>>;
  readonly command: CommandLine;
  /** What is in the last stage that can ask whether the application answers. */
  readonly prober: Prober;
  /** Seconds until a failed health check counts. */
  readonly startPeriod: number;
  /** The signal that ends it in order, where that is not SIGTERM. */
  readonly stopSignal?: string;
  /** Files that go beside the Dockerfile: template and name. */
  readonly beside?: readonly { readonly template: string; readonly name: string; readonly values: object }[];
  /** What builds leave behind, for .dockerignore: names wherever they are, or paths that begin with a slash. */
  readonly leftovers: readonly string[];
  /** Where the context is a workspace: the patterns of what alone is needed of it. */
  readonly needed?: readonly string[];
}
