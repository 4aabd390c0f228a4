import { execa } from "execa";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";

/** A copy of the sample to play in, under version control as an application would be. */
export interface SampleWorkspace {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies the sample workspace to a temporary folder and commits it there, in the name of the person who will try it. */
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
  await git("commit", "--quiet", "--message", "The shop as it is");
  return { folder, remove: () => rm(home, { recursive: true, force: true }) };
}
