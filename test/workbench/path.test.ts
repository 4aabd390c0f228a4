import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PathRelease, twoSayYes, walkToApproval, walkToCompletion } from "./support/decisionPath.ts";
import { type ListWorker, listWorker } from "./support/lists.ts";
import { type PanelTab, panelTab } from "./support/panel.ts";
import { editSample, openShop, type Shop, shortHold } from "./support/shop.ts";
import { shown } from "./support/shown.ts";

const LOAD = "The expected peak was driven through it";

/** Two people have to say yes to production. */
async function prepare(folder: string): Promise<void> {
  await shortHold(folder);
  await editSample(folder, (text) => text.replace("required: 1", "required: 2"));
}

describe("the decision path", { timeout: 420_000 }, () => {
  let shop: Shop;
  let panel: PanelTab;
  let people: ListWorker;
  let release: PathRelease;
  beforeAll(async () => {
    shop = await openShop({ prepare });
    panel = panelTab(shop.workbench.page);
    people = listWorker(shop.workbench, panel);
    const { workbench } = shop;
    const become = (name: string): Promise<void> => shop.become(name);
    const what = { environment: "production", version: "1.9.0", run: /#2 shop → production/u };
    release = { workbench, panel, people, become, ...what };
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("production"));
    await shop.become("Mira");
  });
  afterAll(() => shop.close());

  it("is walked without a version until production shows that something fails", async () => {
    const { palette, sidebar } = shop.workbench;
    await sidebar.view("Environments").choose(/^staging/u, "Walk the Decision Path…");
    await palette.pick("Release nothing");
    await shown(palette.box.getByText("Walk", { exact: true }));
    await palette.pick("Walk");
    await panel.openFrom(sidebar.view("Runs").row(/#1 shop → staging/u), "shop → staging");
    await shown(panel.status("waits for people · read the task"));
    await shop.workbench.picture("path-first-list");
    await people.until(/waits for a decision/u);
    await people.choose("What is deployed?", "Delivery pipeline");
    await people.until(/validate production/u);
    await people.attest({ verdict: "It holds", statement: "Tried it in production.", allBut: LOAD });
    await people.attest({ verdict: "It does not hold", statement: "It broke at 300 a second.", only: LOAD });
    await shown(panel.status(/mend what failed/u));
    await shop.workbench.picture("path-failed-check");
  });

  it("calls for help once three attempts to mend it are used up", async () => {
    for (const attempt of ["More memory.", "Fewer connections.", "Another region."]) {
      await shown(panel.status(/mend what failed/u));
      await people.attest({ verdict: "It holds", statement: attempt });
      await shown(panel.status(/validate production/u));
      await people.attest({ verdict: "It holds", statement: "Tried it in production again.", allBut: LOAD });
      await people.attest({ verdict: "It does not hold", statement: `${attempt} It broke again.`, only: LOAD });
    }
    await shown(panel.status(/escalated/u));
    await shop.workbench.picture("path-escalated");
  });

  it("is walked with a version to the approval, which the one who asked cannot give", async () => {
    await walkToApproval(release);
    await shown(panel.details.getByText(/Mira .*cannot answer it/u));
    await expect(panel.frame.getByRole("button", { name: "Approve…" }).count()).resolves.toBe(0);
    await shop.workbench.picture("path-self-approval");
  });

  it("rolls out once two other people said yes", async () => {
    await twoSayYes(release, ["Noor", "Ole"]);
    await shown(panel.status(/rolling|set|ready/iu));
    await shop.workbench.picture("path-rolling");
  });

  it("is handed over and completed", async () => {
    await walkToCompletion(release);
    await shop.workbench.picture("path-completed");
    await shown(shop.workbench.sidebar.view("Environments").row(/production \(PROD\).*1\.9\.0 · healthy/u));
  });
});
