/**
 * `node tools/run.mjs proofTable`: writes `docs/proof.md`, what the tiers `linters` and `engine` saw of everything that is generated
 * for the sample applications. Each cell is taken from their results in `.cache`; what did not run says so.
 */
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { NOT_BUILT } from "../test/support/engine/notBuilt.ts";
import { root } from "./bootstrap.mjs";

const checks = z.array(
  z.object({
    name: z.string(),
    looked: z.record(z.string(), z.number()),
    findings: z.array(z.object({ file: z.string() })),
  }),
);
const images = z.array(
  z.object({
    workspace: z.string(),
    application: z.string(),
    megabytes: z.number(),
    readySeconds: z.number(),
    health: z.string().optional(),
    exitCode: z.number(),
  }),
);
const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ ancestorTitles: z.array(z.string()), status: z.string() })),
    }),
  ),
});

type Check = z.infer<typeof checks>[number];

/** Columns of the table: the check as its results name it, its title, and what it looks at. */
const COLUMNS = [
  ["hadolint", "hadolint", "file"],
  ["schema compose-spec", "Compose schema", "file"],
  ["schema gitlab-ci", "GitLab schema", "file"],
  ["schema github-workflows", "GitHub schema", "file"],
  ["actionlint", "actionlint", "file"],
  ["zizmor", "zizmor", "file"],
  ["kustomize", "kustomize", "overlay"],
  ["helm template", "helm", "chart"],
  ["kubeconform", "kubeconform", "manifest"],
  ["kube-score", "kube-score", "manifest"],
  ["checkov", "checkov", "file"],
  ["overlay rollout", "overlay rolls out", "workload"],
  ["chart rollout", "chart rolls out", "workload"],
] as const;

const NOT_RUN = "not run";
const NOT_APPLICABLE = "–";

const HEAD = [
  "# What was seen of generated files",
  "",
  "Made by `node tools/run.mjs proofTable` from what `npm test -- linters engine` saw; not edited by hand. A cell says how much a check",
  `looked at and found nothing in, or how much it found; \`${NOT_APPLICABLE}\` is a check that has nothing to look at, or is`,
  "made for some samples only. Images are built from stand-ins of their base images, and then started without rights on a",
  "read-only root; seconds are those until the health check answered. Workers have no health check, and say something.",
  "",
];

await writeFile(join(root, "docs/proof.md"), await page());

async function page(): Promise<string> {
  const seen = [
    ...((await results(".cache/linters/results.json", checks)) ?? []),
    ...((await results(".cache/linters/rollouts.json", checks)) ?? []),
  ];
  const built = await results(".cache/engine/results.json", images);
  const pods = await results(".cache/reports/engine.json", report);
  const samples = readdirSync(join(root, "test/fixtures/workspaces")).filter((name) => !["good", "bad"].includes(name));
  const titles = ["sample", ...COLUMNS.map(([, title]) => title), "image", "real pod"];
  const rows = samples.toSorted().map((sample) => [
    sample,
    ...COLUMNS.map(([name, , unit]) =>
      cellOf(
        seen.find((one) => one.name === name),
        sample,
        unit,
      ),
    ),
    imageCell(built, sample),
    podCell(pods, sample),
  ]);
  return [
    ...HEAD,
    ...table([titles, titles.map(() => "---"), ...rows]),
    "",
    "## With",
    "",
    ...(await versions()),
    "",
  ].join("\n");
}

function cellOf(check: Check | undefined, sample: string, unit: string): string {
  if (check === undefined) return NOT_RUN;
  const found = check.findings.filter(({ file }) => file.startsWith(`${sample}/`)).length;
  if (found > 0) return `✗ ${counted(found, "finding")}`;
  const looked = check.looked[sample] ?? 0;
  return looked === 0 ? NOT_APPLICABLE : `✓ ${counted(looked, unit)}`;
}

function imageCell(built: z.infer<typeof images> | undefined, sample: string): string {
  const own = built?.filter(({ workspace }) => workspace === sample) ?? [];
  if (own.length === 0) {
    return Object.hasOwn(NOT_BUILT, sample) ? NOT_APPLICABLE : NOT_RUN;
  }
  return own
    .map(({ application, megabytes, readySeconds, health }) =>
      health === undefined
        ? `✓ ${application} ${megabytes} MB`
        : `✓ ${application} ${megabytes} MB, ${health} after ${readySeconds} s`,
    )
    .join("; ");
}

function podCell(tier: z.infer<typeof report> | undefined, sample: string): string {
  const all = tier?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const pods = all.filter(({ ancestorTitles }) =>
    ancestorTitles.some((title) => title.startsWith("the generated manifests")),
  );
  if (pods.length === 0) return NOT_RUN;
  const own = pods.filter(({ ancestorTitles }) => ancestorTitles.some((title) => title.endsWith(` ${sample}`)));
  if (own.length === 0) return NOT_APPLICABLE;
  return own.every(({ status }) => status === "passed") ? "✓ ran" : "✗ failed";
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.map((cells) => `| ${cells.join(" | ")} |`);
}

/** The versions that the tiers are pinned to. */
async function versions(): Promise<readonly string[]> {
  const go = await Promise.all(
    ["tools/linters/go.mod", "tools/linters/kubeScore/go.mod", "tools/controlplane/go.mod"].map((file) => text(file)),
  );
  const modules = [
    ...go.join("\n").matchAll(/^\s+\S*?(actionlint|kubeconform|helm|kube-score|kubernetes|kwok)(?:\/v\d+)? (v\S+)/gmu),
  ];
  const python = (await text("tools/linters/requirements.in")).split("\n").filter((line) => line.includes("=="));
  const all = [
    ...modules.map(([, name = "", version = ""]) => `- ${name} ${version.replace("v", "")}`),
    ...python.map((line) => `- ${line.replace("==", " ")}`),
  ];
  return [...new Set(all)].toSorted();
}

function text(file: string): Promise<string> {
  return readFile(join(root, file), "utf8");
}

async function results<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  return existsSync(join(root, file)) ? schema.parse(JSON.parse(await text(file))) : undefined;
}
