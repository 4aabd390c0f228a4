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
const pods = z.array(
  z.object({
    workspace: z.string(),
    application: z.string(),
    readySeconds: z.number(),
    stopSeconds: z.number(),
  }),
);

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
  `looked at and found nothing in, or how much it found; \`${NOT_APPLICABLE}\` is a check that has nothing to look at.`,
  "",
  "Images are built from stand-ins of their base images, and then started as the compose file says: its user, read-only",
  "root, folders in memory, capabilities and limits. Seconds are those until the health check answered; workers have none,",
  "and say something. The same images then run as pods of the overlay for development, on a real kubelet with containerd:",
  "strict validation and the namespace's own admission let them in, their own probes call them ready without a restart,",
  "what the probes ask is answered where the Service sends requests, and every process is, as the kernel tells, of the",
  "manifest's user, without a capability and a way to one, behind a filter of system calls, on a read-only root with no",
  "other folders to write into than the manifest's, under its limits of memory and processors. They are taken away by",
  "scaling down, and end by themselves within their grace; five seconds of it are the pause before the signal. Network",
  "policies are not enforced there, nothing that samples talk to is there (each is ready without it), and secrets that",
  "manifests name hold a word of the test's.",
  "",
];

await writeFile(join(root, "docs/proof.md"), await page());

async function page(): Promise<string> {
  const seen = [
    ...((await results(".cache/linters/results.json", checks)) ?? []),
    ...((await results(".cache/linters/rollouts.json", checks)) ?? []),
  ];
  const built = await results(".cache/engine/results.json", images);
  const ran = await results(".cache/engine/pods.json", pods);
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
    podCell(ran, sample),
  ]);
  return [
    ...HEAD,
    ...table([titles, titles.map(() => "---"), ...rows]),
    "",
    "## Not built on the machine that this was seen on",
    "",
    ...notBuilt(samples.toSorted()),
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

function podCell(ran: z.infer<typeof pods> | undefined, sample: string): string {
  const own = ran?.filter(({ workspace }) => workspace === sample) ?? [];
  if (own.length === 0) return Object.hasOwn(NOT_BUILT, sample) ? NOT_APPLICABLE : NOT_RUN;
  return own
    .map((one) => `✓ ${one.application} ready after ${one.readySeconds} s, ended in ${one.stopSeconds} s`)
    .join("; ");
}

/** Why there is nothing to see of some images. */
function notBuilt(samples: readonly string[]): readonly string[] {
  return samples
    .filter((sample) => Object.hasOwn(NOT_BUILT, sample))
    .map((sample) => `- ${sample}: ${NOT_BUILT[sample]}`);
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
