import { describe, expect, test } from "vitest";
import type { CliParts } from "../../../src/cli/parts.ts";
import { askForYes, confirmOverride } from "../../../src/cli/reviewFacts.ts";
import { walkerTo } from "../host/support/runs.ts";

const POLICY = { required: 1, selfApproval: false, expires: 3600 } as const;

const plain = walkerTo().until((state) => state.approval !== undefined);
const strict = walkerTo({}, { ...POLICY, strict: true }).until((state) => state.approval !== undefined);

/** A terminal at which this is typed; without, nobody is there. */
function terminal(typed?: string): { parts: CliParts; notes: string[] } {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  const ask = async (): Promise<string> => typed ?? "";
  return { parts: { terminal: { note, ask, interactive: typed !== undefined } } as never, notes };
}

describe("a yes at the command line", () => {
  test("comes after the facts, the risk and what it is worth", async () => {
    const { parts, notes } = terminal("yes");
    expect(await askForYes(parts, plain, {})).toBe("yes");
    expect(notes).toContain("web/main: registry.local/web:1.8.2 → registry.local/web:1.9.0");
    expect(notes.find((line) => line.startsWith("Risk: medium."))).toContain("It changes production.");
    expect(notes.at(-1)).toBe("Answers are kept in this workspace: an attestation, not a proof.");
  });

  test("may be an option where the policy is not strict", async () => {
    expect(await askForYes(terminal().parts, plain, { yes: true })).toBe("yes");
    expect(await askForYes(terminal(" yes ").parts, plain, {})).toBe("yes");
  });

  test("is the very word where the policy is strict", async () => {
    const refused = { reason: "NotConfirmed", message: expect.stringContaining('Only exactly "yes" counts') };
    await expect(askForYes(terminal().parts, strict, { yes: true })).rejects.toMatchObject(refused);
    await expect(askForYes(terminal("yes ").parts, strict, {})).rejects.toMatchObject(refused);
    expect(await askForYes(terminal("yes").parts, strict, {})).toBe("yes");
    expect(await askForYes(terminal().parts, strict, { word: "Yes" })).toBe("Yes");
  });

  test("is none where nobody says it", async () => {
    await expect(askForYes(terminal("").parts, plain, {})).rejects.toMatchObject({ reason: "NotConfirmed" });
  });
});

describe("an override at the command line", () => {
  test("needs the environment's name", async () => {
    await expect(confirmOverride(terminal("yes").parts, plain)).rejects.toMatchObject({ reason: "NotConfirmed" });
    await expect(confirmOverride(terminal().parts, plain, "staging")).rejects.toMatchObject({ reason: "NotConfirmed" });
    await expect(confirmOverride(terminal("production").parts, plain)).resolves.toBeUndefined();
    await expect(confirmOverride(terminal().parts, plain, "production")).resolves.toBeUndefined();
  });
});
