import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type PortsOutput, portsOutput } from "../../../src/protocol/portsOutput.ts";
import { scaffoldOutput } from "../../../src/protocol/scaffoldOutput.ts";
import { tidegate } from "../../support/commandLine.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const git = promisify(execFile);

/** The sample's own port may be somebody's on the machine that the tests run on. */
async function sample(dotenv?: string): Promise<string> {
  const cwd = await temporaryFolder();
  await cp("test/fixtures/workspaces/node-express", cwd, { recursive: true });
  if (dotenv !== undefined) await writeFile(join(cwd, ".env"), dotenv);
  return cwd;
}

async function portsOf(
  cwd: string,
  ...args: readonly string[]
): Promise<PortsOutput & { readonly code: number | null }> {
  const { code, out } = await tidegate(["ports", ".", "--json", ...args], { cwd });
  return { code, ...portsOutput.parse(JSON.parse(out)) };
}

const variables = (ports: PortsOutput["ports"]): readonly string[] => ports.flatMap(({ variable }) => variable ?? []);

const serviceOf = (name: string): string => `services:\n  ${name}:\n    image: x\n    ports:\n      - "4800:80"\n`;

/** A port that a program of this machine listens on while `work` goes on. */
async function listening<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("tidegate ports", () => {
  it("lists every port with the line it is from", async () => {
    const { environment, range, ports } = await portsOf(await sample());
    expect({ environment, range }).toEqual({ environment: "development", range: { from: 3000, to: 3099 } });
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter(({ place, source }) => place === null || source !== "range")).toEqual([]);
  });

  it("has a table for documents, with all environments or with one", async () => {
    const cwd = await sample();
    const all = (await tidegate(["ports", ".", "--format", "markdown"], { cwd })).out;
    expect(all).toMatch(/^\| Service \| Environment \|/u);
    expect(all).toMatch(/\| staging \| `\w+_PORT` \| 31\d\d \|/u);
    const one = await tidegate(["ports", ".", "--format", "markdown", "--environment", "staging"], { cwd });
    expect(one.out).not.toContain("development");
    expect((await tidegate(["ports", ".", "--environment", "moon"], { cwd })).code).toBe(2);
  });

  it("says that a program listens, and writes a free port into .env, of which all else stays", async () => {
    await listening(async (busy) => {
      const name = variables((await portsOf(await sample())).ports)[0] ?? "";
      const text = `# mine\r\nSECRET='a b'\r\n${name}=${busy} # ours\r\nLAST=1`;
      const cwd = await sample(text);
      const found = await portsOf(cwd);
      expect(found.code).toBe(1);
      expect(found.conflicts).toMatchObject([{ port: busy, evidence: [{ file: ".env", line: 3 }] }]);
      const refused = await tidegate(["ports", ".", "--write-env", "--json"], { cwd });
      expect([refused.code, await readFile(join(cwd, ".env"), "utf8")]).toEqual([3, text]);
      const written = await portsOf(cwd, "--write-env", "--yes");
      expect(written).toMatchObject({ code: 0, written: true, conflicts: [] });
      const after = await readFile(join(cwd, ".env"), "utf8");
      const free = String(found.conflicts[0]?.free);
      expect(after.startsWith(text.replace(`=${busy}`, `=${free}`))).toBe(true);
      for (const variable of variables(written.ports)) expect(after).toMatch(new RegExp(`^${variable}=\\d+`, "mu"));
      expect(await portsOf(cwd, "--write-env", "--yes")).toMatchObject({ written: false });
      expect(await readFile(join(cwd, ".env"), "utf8")).toBe(after);
    });
  });

  it("warns of a .env that git would take up, or has", async () => {
    const cwd = await sample();
    await git("git", ["init", "--quiet"], { cwd });
    const warnings = async () => (await portsOf(cwd, "--write-env", "--yes")).warnings.join();
    await writeFile(join(cwd, ".gitignore"), "");
    expect(await warnings()).toContain("not ignored");
    await git("git", ["add", ".env"], { cwd });
    expect(await warnings()).toContain("tracked");
    await git("git", ["rm", "--quiet", "--cached", ".env"], { cwd });
    await writeFile(join(cwd, ".gitignore"), ".env\n");
    expect(await warnings()).toBe("");
  });

  it("agrees with the compose files that are written, whose ports stay what .env has", async () => {
    const cwd = await sample();
    const name = variables((await portsOf(cwd)).ports)[0] ?? "";
    await writeFile(join(cwd, ".env"), `${name}=3077\n`);
    const { out } = await tidegate(["scaffold", ".", "--kind", "compose", "--yes", "--json"], { cwd });
    expect(scaffoldOutput.parse(JSON.parse(out)).written).toContain(".env.example");
    expect(await readFile(join(cwd, "compose.development.yaml"), "utf8")).toContain(`\${${name}:-3077}`);
    expect(await readFile(join(cwd, ".env.example"), "utf8")).toContain(`${name}=3077\n`);
    const { ports } = await portsOf(cwd);
    expect(ports.find(({ variable }) => variable === name)).toMatchObject({ host: 3077, source: "env" });
    const again = await tidegate(["scaffold", ".", "--kind", "compose", "--yes", "--json"], { cwd });
    expect(scaffoldOutput.parse(JSON.parse(again.out)).written).toEqual([]);
  });

  it("names both places where two services of compose files want one port", async () => {
    const cwd = await sample();
    await writeFile(join(cwd, "docker-compose.yml"), serviceOf("one"));
    await writeFile(join(cwd, "docker-compose.tools.yml"), serviceOf("two"));
    const { code, out, err } = await tidegate(["ports", "."], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^SERVICE/u);
    expect(err).toMatch(
      /docker-compose\.yml:5.*docker-compose\.tools\.yml:5|docker-compose\.tools\.yml:5.*docker-compose\.yml:5/u,
    );
  });
});
