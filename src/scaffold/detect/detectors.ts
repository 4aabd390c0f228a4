import type { Detector, ReadExisting } from "./detector.ts";
import { readExisting } from "./existing/existingFiles.ts";
import { dotnetDetector } from "./dotnet/dotnetDetector.ts";
import { javaDetector } from "./java/javaDetector.ts";
import { rubyDetector } from "./ruby/rubyDetector.ts";
import { phpDetector, plainPhpDetector } from "./php/phpDetector.ts";
import { madeSiteDetector, staticDetector } from "./static/staticDetector.ts";
import { nodeDetector } from "./node/nodeDetector.ts";
import { denoDetector } from "./deno/denoDetector.ts";
import { elixirDetector } from "./elixir/elixirDetector.ts";
import { goDetector } from "./go/goDetector.ts";
import { rustDetector } from "./rust/rustDetector.ts";
import { shellDetector } from "./shell/shellDetector.ts";
import { pythonDetector, pythonScriptDetector } from "./python/pythonDetector.ts";

/**
 * Every ecosystem, a line each. Where one folder carries the marks of several, the first of them that finds an
 * application with a start command has it: frameworks that bring their own front-end build stand before Node.
 */
export const DETECTORS: readonly Detector[] = [
  elixirDetector,
  phpDetector,
  rubyDetector,
  pythonDetector,
  javaDetector,
  dotnetDetector,
  goDetector,
  rustDetector,
  denoDetector,
  // Back ends that may bring a front-end build: elixir, php, ruby, python, java, dotnet, go, rust; then deno, then node.
  nodeDetector,
  // Of last resort: static, shell.
  plainPhpDetector,
  madeSiteDetector,
  staticDetector,
  pythonScriptDetector,
  shellDetector,
];

/** Lets the Dockerfiles, compose files and manifests that are there already speak about an application. */
export const READ_EXISTING: ReadExisting = readExisting;
