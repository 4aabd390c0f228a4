import { expect, it } from "vitest";
import type { Detector } from "../../../../src/scaffold/detect/detector.ts";
import { denoDetector } from "../../../../src/scaffold/detect/deno/denoDetector.ts";
import { elixirDetector } from "../../../../src/scaffold/detect/elixir/elixirDetector.ts";
import { goDetector } from "../../../../src/scaffold/detect/go/goDetector.ts";
import { nodeDetector } from "../../../../src/scaffold/detect/node/nodeDetector.ts";
import { phpDetector } from "../../../../src/scaffold/detect/php/phpDetector.ts";
import { pythonDetector } from "../../../../src/scaffold/detect/python/pythonDetector.ts";
import { rustDetector } from "../../../../src/scaffold/detect/rust/rustDetector.ts";
import { shellDetector } from "../../../../src/scaffold/detect/shell/shellDetector.ts";
import { detectedBy, unsound } from "../../../support/scaffold/detectedBy.ts";

/** As long as a source may be that is still looked at. A pattern that tries each place from each other one never ends. */
const LENGTH = 190_000;

it.each<[Detector, string, string, string]>([
  [rustDetector, "Cargo.toml", "", "\n"],
  [rustDetector, "src/main.rs", "fn main() { axum::serve(a) }\n", "#[arg(env"],
  [pythonDetector, "app.py", "import flask\n", "class A(BaseSettings):\n  a: "],
  [pythonDetector, "Procfile", "", "web: a\n"],
  [goDetector, "main.go", 'package main\nfunc main() { http.ListenAndServe(":1", nil) }\n', "envenv"],
  [denoDetector, "main.ts", "Deno.serve()\n", "export default {"],
  [elixirDetector, "mix.exs", "app: :a, mod: {A}, deps: [", "{:a, "],
  [nodeDetector, "index.js", "app.listen(3000)\n", "a$"],
  [nodeDetector, "index.js", 'app.listen(3000)\n"', '\\"'],
  [nodeDetector, "index.js", "app.listen(3000)\n`", "\\`"],
  [nodeDetector, "index.js", "app.listen(3000)\n", `import ${" ".repeat(60)}`],
  [phpDetector, "public/index.php", "<?php\n#[Route('/a')]\n", "#[ "],
  [shellDetector, "run.sh", "#!/bin/sh\n", "nc -l -p "],
])("looks at a long text in one pass: %s", { timeout: 20_000 }, async (detector, file, head, word) => {
  const text = head + word.repeat(Math.ceil(LENGTH / word.length)).slice(0, LENGTH - head.length);
  const marker = detector.markers[0] ?? "";
  const beside = {
    "Cargo.toml": '[package]\nname = "a"\n',
    "go.mod": "module a\n",
    "requirements.txt": "flask\n",
    [marker]: marker === "package.json" ? '{"scripts":{"start":"node index.js"}}' : "{}",
  };
  const texts = {
    ...(marker === "Procfile" ? {} : beside),
    ...(marker === "mix.exs" && { "mix.exs": head }),
    [file]: text,
  };
  expect(unsound(await detectedBy([detector], texts), texts)).toEqual([]);
});
