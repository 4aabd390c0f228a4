import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GithubShop, openGithubShop, signInByCode, waitingRun } from "./support/githubShop.ts";
import { markdownPreview } from "./support/markdownPreview.ts";
import { recolour } from "./support/recolour.ts";
import { shown } from "./support/shown.ts";
import type { View } from "./support/sidebar.ts";

describe("a review on GitHub", () => {
  let shop: GithubShop;
  let view: View;

  beforeAll(async () => {
    shop = await openGithubShop();
    await shop.workbench.sidebar.open();
    view = shop.workbench.sidebar.view("Approvals");
  });

  afterAll(() => shop.close());

  it("is offered to who signs in, by the editor's own way, and a no is taken for one", async () => {
    const { double, workbench } = shop;
    const { dialogs, notifications, sidebar } = workbench;
    waitingRun(double.world, 4001, ["staging", "production"]);
    await sidebar.widen(560);
    const offer = view.welcome.getByRole("button", { name: "Sign In to GitHub" });
    await shown(view.welcome.getByText(/sign in to see which of its deployments wait/u));
    await dialogs.openBy(() => offer.click());
    expect(await dialogs.text()).toMatch(/'Tidegate' wants to sign in using 127\.0\.0\.1/u);
    await dialogs.press("Cancel");
    await dialogs.openBy(() => offer.click());
    expect(double.seen).toEqual([]);
    expect(await notifications.messages()).toEqual([]);
    await workbench.picture("github-sign-in-dark");
    await signInByCode(workbench, double, "token-of-ann");
    await shown(view.row(/^shop → production Release 4001.*0 of 1 · not before .* · asked by cid · GitHub/u));
    await shown(view.row(/^shop → staging Release 4001.*asked by cid · GitHub/u));
    expect(double.seen.some(({ headers }) => headers["user-agent"]?.endsWith("(server-distro)"))).toBe(true);
  });

  it("shows who may answer, and the rules of the environment", async () => {
    const { workbench } = shop;
    const { page, palette, dialogs } = workbench;
    // Found by the next look, half a minute after the last one.
    waitingRun(shop.double.world, 4002, ["audit"]);
    waitingRun(shop.double.world, 4003, ["staging"]);
    await palette.run("Notifications: Clear All Notifications");
    const text = markdownPreview(page).locator("body");
    await view.open(/^shop → production/u, text.getByText(/Any one of them may answer: ann, the team release/u));
    const rules = await text.innerText();
    expect(rules).toContain("Who started the run may not answer.");
    expect(rules).toContain("Every deployment to production waits 30 min, also with an approval.");
    expect(rules).toContain("Only protected branches are deployed to production.");
    for (const theme of ["dark", "light", "high-contrast"] as const) {
      await recolour(workbench, theme);
      await workbench.picture(`github-review-${theme}`);
      await dialogs.openBy(() => view.choose(/^shop → staging/u, "Approve Request…"));
      expect(await dialogs.text()).toMatch(/may answer: ann, bob\. Only the branches and tags that staging lists/u);
      await workbench.picture(`github-approve-${theme}`);
      await dialogs.press("Cancel");
    }
    await recolour(workbench, "dark");
  });

  it("is there without a reload once GitHub has it, and says to whom it belongs", async () => {
    await shown(view.row(/^shop → audit Release 4002.*not yours to answer · 0 of 1/u));
    await shown(view.row(/^shop → staging Release 4003/u));
    const text = markdownPreview(shop.workbench.page).locator("body");
    await view.open(/^shop → audit/u, text.getByText("audit is let go by bob alone: ask bob."));
    await shop.workbench.picture("github-not-yours");
  });

  it("is approved with a comment, which GitHub gets", async () => {
    const { dialogs, palette } = shop.workbench;
    await dialogs.openBy(() => view.choose(/^shop → staging Release 4001/u, "Approve Request…"));
    await dialogs.press("Approve");
    await shown(palette.box.getByPlaceholder("Comment (optional)"));
    await palette.type("Read the report of the staging tests.");
    await shop.workbench.picture("github-comment");
    await palette.answer("Comment (optional)", "Read the report of the staging tests.");
    await view.row(/^shop → staging Release 4001/u).waitFor({ state: "detached" });
    expect(shop.double.world.runs[0]?.reviews).toEqual([
      { state: "approved", environments: ["staging"], by: "ann", comment: "Read the report of the staging tests." },
    ]);
  });

  it("is rejected with a reason, for production after its name was typed", async () => {
    const { palette } = shop.workbench;
    await view.choose(/^shop → production Release 4001/u, "Reject Request…");
    await shown(palette.box.getByPlaceholder("production"));
    await shop.workbench.picture("github-typed");
    await palette.answer("production", "production");
    await palette.answer("Reason", "Not before Monday.");
    await view.row(/^shop → production Release 4001/u).waitFor({ state: "detached" });
    const [run] = shop.double.world.runs;
    expect(run?.reviews[1]).toMatchObject({ state: "rejected", environments: ["production"], by: "ann" });
    expect(run?.reviews[1]?.comment).toBe("Not before Monday.");
    expect(run?.conclusion).toBe("failure");
  });

  it("is there after a reload, with the sign-in that there was", async () => {
    await shop.workbench.reload();
    await shop.workbench.sidebar.open();
    await shown(view.row(/^shop → staging Release 4003/u));
  });

  it("waits until who was signed out by GitHub signs in again", async () => {
    const { double, workbench } = shop;
    const { dialogs, notifications, palette } = workbench;
    double.world.tokens.get("token-of-ann")!.revoked = true;
    double.world.tokens.set("another-token", { login: "ann", mayWrite: true });
    await dialogs.openBy(() => view.choose(/^shop → staging Release 4003/u, "Approve Request…"));
    await dialogs.press("Approve");
    await palette.answer("Comment (optional)", "");
    const refused = /does not take the sign-in any more: it was revoked or has ended\. Sign in again\./u;
    await shown(notifications.toast(refused));
    await shown(view.welcome.getByText(/GitHub does not take your sign-in any more/u));
    await workbench.picture("github-refused-dark");
    await dialogs.openBy(() => notifications.press(refused, "Sign In"));
    expect(await dialogs.text()).toMatch(/wants you to sign in again using 127\.0\.0\.1/u);
    await signInByCode(workbench, double, "another-token");
    await shown(view.row(/^shop → staging Release 4003/u));
    expect(double.world.runs[2]?.reviews).toEqual([]);
    expect(double.seen.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(double.complaints).toEqual([]);
  });
});
