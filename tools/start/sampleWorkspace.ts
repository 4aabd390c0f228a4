import { execa } from "execa";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { endRunners } from "./endRunners.ts";

/** A copy of the sample to play in, under version control as an application would be. */
export interface SampleWorkspace {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Who wrote the sample, and asks for releases of it: authors of a change do not count among its approvers. */
export const COLLEAGUE = { name: "Mira Olsen", email: "mira@shop.example" };

/** Copies the sample workspace to a temporary folder and commits a colleague's work there; `person` will try it. */
export async function sampleWorkspace(person = { name: "You", email: "you@shop.example" }): Promise<SampleWorkspace> {
  const home = await mkdtemp(join(tmpdir(), "tidegate-sample-"));
  const folder = join(home, "shop");
  await cp(join(root, "media", "sample"), folder, { recursive: true });
  const git = (...args: string[]): Promise<unknown> => execa("git", args, { cwd: folder });
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", person.name);
  await git("config", "user.email", person.email);
  await git("config", "commit.gpgsign", "false");
  await git("add", "--all");
  const author = `${COLLEAGUE.name} <${COLLEAGUE.email}>`;
  await git("commit", "--quiet", "--author", author, "--message", "The shop as it is");
  return {
    folder,
    async remove() {
      await endRunners(folder);
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
