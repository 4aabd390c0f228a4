import { userInfo } from "node:os";
import type { Command, RunCommand } from "../../core/ports/command.ts";
import type { LocalPerson } from "../../core/run/release.ts";

/** Who sits at this machine: git's `user.name` and `user.email`, else the operating system's user. An attestation. */
export async function identify(folder: string, run: RunCommand): Promise<LocalPerson> {
  const [name, email] = await Promise.all([setting(folder, "user.name", run), setting(folder, "user.email", run)]);
  if (name === "" && email === "") return { name: userInfo().username, source: "os" };
  return { name: email === "" ? name : `${name} <${email}>`.trim(), source: "git" };
}

/** `git config --get` of one setting; exits with 1 where it is not set. */
export function gitSetting(folder: string, key: string): Command<string> {
  return {
    command: "git",
    args: ["config", "--get", key],
    cwd: folder,
    env: { GIT_OPTIONAL_LOCKS: "0" },
    timeoutMs: 5000,
    parse: (output) => output.trim(),
  };
}

async function setting(folder: string, key: string, run: RunCommand): Promise<string> {
  try {
    return await run(gitSetting(folder, key));
  } catch {
    return "";
  }
}
