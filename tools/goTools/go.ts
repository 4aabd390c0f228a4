import { spawn } from "node:child_process";

/** The oldest Go that can fetch the release a `go.mod` asks for by itself. */
const OLDEST = "1.21";
const NOTICE_MS = 30_000;

/** Go's own description of itself in `folder`; throws a sentence that says what to install where it is missing. */
export async function goVersion(folder: string): Promise<string> {
  const answer = await runGo(folder, ["version"]).catch((error: unknown) => {
    throw new Error(
      `Go is missing or too old: \`go version\` in ${folder} failed. Install Go ${OLDEST} or later from ` +
        "https://go.dev/dl and put its bin folder on PATH; it fetches the release go.mod names by itself.",
      { cause: error },
    );
  });
  return answer.trim();
}

/** Runs `go` in `folder` and gives its standard output; `what` is repeated on standard error while it takes long. */
export async function runGo(
  folder: string,
  args: readonly string[],
  options: { what?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const started = performance.now();
  const notice = setInterval(() => {
    if (options.what) console.error(`  still ${options.what}, ${seconds(started)} s`);
  }, NOTICE_MS);
  try {
    return await collect(folder, args, options.env ?? {});
  } finally {
    clearInterval(notice);
  }
}

/** Whole seconds since `started`, a reading of `performance.now()`. */
export function seconds(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}

function collect(folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`\`go ${args.join(" ")}\` ended with ${code ?? "a signal"}:\n${errors.slice(-4000)}`));
    });
  });
}
