import { execa } from "execa";
import { join } from "node:path";

/** Opens the sample in the VS Code that is installed, with a profile of its own: nothing of the person's is touched. */
export async function openDesktop(folder: string, vsix: string, home: string, kubeconfig: string): Promise<void> {
  const own = ["--user-data-dir", join(home, "user"), "--extensions-dir", join(home, "extensions")];
  const env = { KUBECONFIG: kubeconfig };
  try {
    await execa("code", [...own, "--install-extension", vsix], { env });
    await execa("code", [...own, "--new-window", "--disable-workspace-trust", folder], { env });
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw missing
      ? new Error(
          "No `code` on the PATH. In VS Code run “Shell Command: Install 'code' command in PATH”, or leave --desktop out.",
        )
      : error;
  }
}
