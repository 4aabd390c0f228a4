import { execa } from "execa";
import { type GithubDouble, startGithubDouble } from "../../support/github/githubDouble.ts";
import { emptyWorld, type World, type WorldRun } from "../../support/github/world.ts";
import { shown } from "./shown.ts";
import { openShop, type Shop } from "./shop.ts";
import type { Workbench } from "./workbench.ts";

/** The sample shop as a repository on a GitHub Enterprise server: the double on loopback. */
export interface GithubShop extends Shop {
  readonly double: GithubDouble;
}

const MINUTE_MS = 60_000;

/** Ann reviews both environments; production has every rule there is. */
export async function openGithubShop(): Promise<GithubShop> {
  const double = await startGithubDouble("enterprise", emptyWorld());
  const { world, place } = double;
  world.environments.set("staging", { reviewers: ["ann", "bob"], branches: "listed" });
  world.environments.set("production", {
    reviewers: ["ann", { team: "release", members: ["ann"] }],
    waitMinutes: 30,
    preventSelfReview: true,
    branches: "protected",
  });
  world.environments.set("audit", { reviewers: ["bob"] });
  const shop = await openShop({
    settings: { "github-enterprise.uri": `http://${place.host}` },
    prepare: async (folder) => {
      await execa("git", ["remote", "add", "origin", `http://${place.host}/acme/shop.git`], { cwd: folder });
    },
  });
  return {
    ...shop,
    double,
    async close() {
      await shop.close();
      double.close();
    },
  };
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

/** Cid starts a run that waits for these environments. */
export function waitingRun(world: World, id: number, pending: string[]): WorldRun {
  const run: WorldRun = {
    id,
    sha: "4f1c9e07ab".repeat(4),
    branch: "main",
    actor: "cid",
    status: "waiting",
    pending,
    createdAt: ago(12),
    waitFrom: ago(10),
    reviews: [],
  };
  world.runs.push(run);
  return run;
}

/**
 * Signs in by the editor's own dialogs, which a press of this button opened: its consent, then GitHub's one-time code,
 * typed in a browser where somebody with this token is signed in.
 */
export async function signInByCode({ page, dialogs }: Workbench, double: GithubDouble, token: string): Promise<void> {
  await dialogs.press("Allow");
  const asked = dialogs.open.getByText(/Your Code: /u);
  await shown(asked);
  const [code = ""] = /[A-Z]+-\d+/u.exec(await asked.innerText()) ?? [];
  const browser = page.context().waitForEvent("page");
  await dialogs.press("Copy & Continue to Browser");
  await (await browser).close();
  double.signIn.type(code, token);
}
