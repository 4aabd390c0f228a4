import { byPlace } from "./byPlace.ts";
import { inspectCompose } from "./compose/inspectCompose.ts";
import { inspectDockerfile } from "./dockerfile/inspectDockerfile.ts";
import type { FileKind } from "./fileKind.ts";
import type { FileFinding } from "./finding.ts";
import { inspectGitlab } from "./gitlab/inspectGitlab.ts";
import { inspectManifest } from "./manifest/inspectManifest.ts";
import type { Pins } from "./pins.ts";
import { inspectWorkflow } from "./workflow/inspectWorkflow.ts";

/** A text larger than this was made by a machine, and is left to machines. */
const MOST_CHARACTERS = 1_000_000;

/** What our own rules say about a file of a kind, from its first line to its last. Pure, and never throws. */
export function inspectFile(kind: FileKind, file: string, text: string, pins: Pins): readonly FileFinding[] {
  if (text.length > MOST_CHARACTERS) return [];
  return findings(kind, file, text, pins).toSorted(byPlace);
}

function findings(kind: FileKind, file: string, text: string, pins: Pins): readonly FileFinding[] {
  if (kind === "dockerfile") return inspectDockerfile(file, text, pins);
  if (kind === "manifest") return inspectManifest(file, text, pins);
  if (kind === "workflow") return inspectWorkflow(file, text, pins);
  if (kind === "gitlab-ci") return inspectGitlab(file, text, pins);
  return kind === "compose" ? inspectCompose(file, text) : [];
}
