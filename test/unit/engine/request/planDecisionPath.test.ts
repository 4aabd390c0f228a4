import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileTreeAt } from "../../../../src/adapters/git/fileTree.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { nodeOf } from "../../../../src/core/graph/walk.ts";
import { planDecisionPath } from "../../../../src/engine/request/planDecisionPath.ts";
import { environment } from "../../core/support/samples.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const place = { application: "shop", environment: "live", config: environment() };

/** Plans without a version in a workspace with these files. No cluster and no store is there to be asked. */
async function planned(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return planDecisionPath({ files: fileTreeAt(folder, runCommand) } as never, place, undefined);
}

describe("a path without a version", () => {
  test("releases nothing and has nothing to approve", async () => {
    const { release, graph, diff, restores } = await planned({});
    expect(release).toMatchObject({ application: "shop", environment: "live", version: "", changes: [], subjects: [] });
    expect([diff.workloads, restores]).toEqual([[], []]);
    expect(validateGraph(graph)).toEqual([]);
    expect(graph.nodes.filter((node) => node.kind === "action" || node.kind === "approval")).toEqual([]);
    expect([graph.rollback, graph.trouble, graph.escalation]).toEqual([undefined, undefined, "ESCALATE_DEVOPS"]);
    expect([graph.id, graph.title]).toEqual(["decision-path-shop-live", "shop → live decision path"]);
  });

  test("takes its proposal from what the files hold, not only from their names", async () => {
    const { graph } = await planned({
      "deploy/web.yaml": "apiVersion: apps/v1\nkind: Deployment\n",
      "README.md": "kind: Deployment\n",
      "logo.json": Buffer.from([0, 1, 2]),
    });
    expect(nodeOf(graph, "DEPLOYMENT_TYPE")).toMatchObject({
      proposal: { option: "container-orchestration", because: "The workspace holds containers (deploy/web.yaml)." },
    });
  });

  test("proposes nothing where nothing speaks for a type", async () => {
    const { graph } = await planned({ "src/index.ts": "" });
    expect(nodeOf(graph, "DEPLOYMENT_TYPE")).not.toHaveProperty("proposal");
  });
});
