import { describe, expect, test } from "vitest";
import { PEOPLE_CHECKS } from "../../../../src/core/gates/descriptions/people.ts";
import { CHECKS, WORKSPACE_CHECKS, type WorkspaceCheckId } from "../../../../src/core/gates/registry.ts";
import type { FileTree } from "../../../../src/core/ports/fileTree.ts";
import type { RunState } from "../../../../src/core/run/state.ts";
import { COLLECTORS } from "../../../../src/engine/checks/collectors.ts";
import { WORKSPACE_COLLECTORS } from "../../../../src/engine/checks/workspaceCollectors.ts";
import type { RunPorts } from "../../../../src/engine/runPorts.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

const IDS = Object.keys(WORKSPACE_CHECKS) as readonly WorkspaceCheckId[];
const STATE = {} as RunState;

/** As an evaluation asks: all at once. */
function collectAll(files: FileTree) {
  const ports = { files } as RunPorts;
  return Promise.all(IDS.map((id) => WORKSPACE_COLLECTORS[id].collect(ports, STATE, { id, label: id })));
}

describe("the collectors", () => {
  test("answer every check of the registry that people do not answer", () => {
    const measured = Object.keys(CHECKS).filter((id) => !Object.hasOwn(PEOPLE_CHECKS, id));
    expect(Object.keys(COLLECTORS).toSorted()).toEqual(measured.toSorted());
  });
});

describe("checks of the workspace's files", () => {
  test("read each file once for all of them, and anew the next time", async () => {
    const files = memoryTree({
      "k8s/web.yaml": "apiVersion: v1\nkind: Namespace\n",
      "README.md": "# Shop\n",
      "a.ts": "",
    });
    const first = await collectAll(files);
    expect(first).toHaveLength(IDS.length);
    expect([files.lists(), ...files.reads]).toEqual([1, ["README.md", 1], ["k8s/web.yaml", 1]]);
    await collectAll(files);
    expect([files.lists(), ...files.reads]).toEqual([2, ["README.md", 2], ["k8s/web.yaml", 2]]);
  });

  test("all say so where the files cannot be listed, and try again the next time", async () => {
    const good = memoryTree({});
    let broken = true;
    const files: FileTree = {
      read: (path) => good.read(path),
      paths: () => good.paths(),
      list: async () => {
        if (broken) throw new Error("no disk");
        return good.list();
      },
    };
    await expect(collectAll(files)).rejects.toThrow("no disk");
    broken = false;
    await expect(collectAll(files)).resolves.toHaveLength(IDS.length);
  });
});
