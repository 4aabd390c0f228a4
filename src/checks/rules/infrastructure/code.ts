import type { Rule } from "../../rule.ts";
import { type Judged, lacking, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Block } from "../../read/terraform.ts";
import { filePlaces } from "../signs.ts";
import { attributeText, blockName, inner, literal } from "./resources.ts";
import { each } from "../../words.ts";

const THINGS = "Terraform";

/** There is infrastructure as code. */
export const code: Rule = (workspace) => {
  const blocks = workspace.terraform.filter((block) => block.type === "resource" || block.type === "module");
  return verdictOfAny(
    {
      found: [
        ...blocks.map((block) => block.place),
        ...filePlaces(workspace, /(?:^|\/)(?:Pulumi\.ya?ml|cdk\.json|template\.(?:ya?ml|json)|[^/]*\.bicep)$/u),
      ],
      unread: workspace.unread.terraform,
    },
    { things: "resources and modules of Terraform", good: `${blocks.length} resources and modules are code.` },
  );
};

/** Versions are required, inputs are variables, and results are outputs with a description. */
export const structure: Rule = (workspace) => {
  const { terraform } = workspace;
  const [first] = terraform;
  if (first === undefined) return nothingIn(workspace.unread.terraform);
  const settings = terraform.filter((block) => block.type === "terraform");
  const versions = settings.some((one) => one.attributes.has("required_version"));
  const providers = settings.some((one) => inner(one, "required_providers").length > 0);
  const missing = [
    ...(versions ? [] : ["no required_version"]),
    ...(providers ? [] : ["no required_providers"]),
    ...["variable", "output"].flatMap((type) =>
      terraform.some((one) => one.type === type) ? [] : [`no ${type} block`],
    ),
  ];
  const undescribed = terraform.filter((one) => one.type === "variable" && !one.attributes.has("description"));
  const judged: Judged[] = [
    ...missing.map((what) => ({ place: first.place, ...lacking(`Terraform has ${what}`, workspace.unread.terraform) })),
    ...undescribed.map((one) => ({ place: one.place, problem: `${blockName(one)} has no description` })),
    { place: first.place },
  ];
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    { things: THINGS, good: "Versions, variables and outputs are declared.", mend: "Declare it." },
  );
};

function nothingIn(unread: Parameters<typeof verdictOfAll>[0]["unread"]) {
  return verdictOfAll({ judged: [], unread }, { things: THINGS, good: "", mend: "" });
}

/** Backends that keep state away from the machine, and what locks each; undefined where it locks by itself. */
const LOCKS: Readonly<Record<string, readonly string[] | undefined>> = {
  s3: ["dynamodb_table", "use_lockfile"],
  gcs: undefined,
  azurerm: undefined,
  remote: undefined,
  http: ["lock_address"],
  consul: undefined,
  kubernetes: undefined,
  pg: undefined,
  oss: ["tablestore_table"],
  cos: undefined,
};

/** State lies in a backend that locks it. */
export const state: Rule = (workspace) => {
  const { terraform } = workspace;
  const settings = terraform.filter((block) => block.type === "terraform");
  const backends = settings.flatMap((one) => [...inner(one, "backend"), ...inner(one, "cloud")]);
  const [first] = terraform.filter((block) => block.type === "resource" || block.type === "module");
  const judged = backends.map((one): Judged => {
    if (one.type === "backend" && one.attributes.size === 0 && one.labels[0] !== "local") {
      return { place: one.place, doubt: `The backend ${one.labels[0]} is configured elsewhere` };
    }
    return { place: one.place, problem: backendProblem(one) };
  });
  if (judged.length === 0 && first !== undefined) {
    const said = "Terraform keeps its state on the machine where it runs";
    // Terragrunt writes the backend when it runs.
    const wrapped = filePlaces(workspace, /(?:^|\/)(?:terragrunt|root)\.hcl$/u).length > 0;
    judged.push({ place: first.place, ...(wrapped ? { doubt: said } : lacking(said, workspace.unread.terraform)) });
  }
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: THINGS,
      good: "State is remote and locked.",
      mend: "Configure a remote backend with locking and encryption.",
    },
  );
};

function backendProblem(backend: Block): string | undefined {
  if (backend.type === "cloud") return undefined;
  const [kind = ""] = backend.labels;
  if (!Object.hasOwn(LOCKS, kind)) return `The backend ${kind} is not remote`;
  const locks = LOCKS[kind];
  const locked =
    locks?.some((name) => backend.attributes.has(name) && attributeText(backend, name) !== "false") ?? true;
  if (!locked) return `The backend ${kind} has no lock`;
  return kind === "s3" && literal(backend, "encrypt") === "false" ? "The state in s3 is not encrypted" : undefined;
}

/** Modules come from where their version is fixed. */
export const modules: Rule = (workspace) => {
  const calls = workspace.terraform.filter((block) => block.type === "module");
  const judged = calls.map((call): Judged => {
    const source = literal(call, "source") ?? "";
    const local = /^\.{1,2}\//u.test(source);
    const pinned = local || call.attributes.has("version") || /[?&]ref=(?!main\b|master\b)/u.test(source);
    return { place: call.place, problem: pinned ? undefined : `${blockName(call)} has no version` };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "modules of Terraform",
      good: `${each(judged.length, "module")} is local or pinned.`,
      mend: "Set version, or a ref.",
    },
  );
};

const ENVIRONMENT = /(?:dev|development|test|staging|stage|qa|prod|production)/iu;

/** Two environments at least have values of their own. */
export const environments: Rule = (workspace) => {
  const files = [...workspace.variables.keys()].filter((file) => ENVIRONMENT.test(file));
  const folders = workspace.terraform.filter((block) =>
    /(?:^|\/)(?:environments?|envs?|live)\/[^/]+\//u.test(block.place.file),
  );
  const names = new Set(
    [...files, ...folders.map((one) => one.place.file)].map((file) => ENVIRONMENT.exec(file)?.[0]?.toLowerCase()),
  );
  const [first] = workspace.terraform.filter((block) => block.type === "resource" || block.type === "module");
  const found =
    names.size >= 2 ? [...files.map((file) => ({ file, line: 1 })), ...folders.map((one) => one.place)] : [];
  const judged: Judged[] = found.map((place) => ({ place }));
  if (judged.length === 0 && first !== undefined) {
    judged.push({ place: first.place, doubt: "No two environments have variable files or folders of their own" });
  }
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    { things: THINGS, good: `${names.size} environments have values of their own.`, mend: "" },
  );
};
