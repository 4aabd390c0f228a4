/** What is compared, in the order of the table. */
export const FACTS = [
  "application found",
  "language",
  "framework",
  "package manager",
  "runtime version",
  "port",
  "build command",
  "start command",
] as const;

export type FactName = (typeof FACTS)[number];

/** An application as `test/fixtures/facts/*.json` has it. */
export interface ExpectedApplication {
  readonly path: string;
  readonly language: string;
  readonly framework?: string;
  readonly runtime: string;
  readonly packageManager?: string;
  readonly buildCommand?: string;
  readonly startCommand?: string;
  readonly port?: { readonly number: number };
}

/**
 * What a detector says of one application: all it offers for a fact, nothing where it has no answer. A fact that is not
 * there at all is one that this detector does not look for in this ecosystem, or could not be asked for.
 */
export type Answers = Readonly<Partial<Record<FactName, readonly string[]>>>;

/** Right, wrong or not asked. */
export type Mark = "right" | "wrong" | undefined;

/**
 * Marks what a detector says of one application: only facts that the application has, and as kindly as can be. Any of
 * several answers may be right, versions count as far as both name them, and any command counts that is given where one
 * is expected, for many commands start the same thing.
 */
export function marksOf(expected: ExpectedApplication, answers: Answers): Readonly<Record<FactName, Mark>> {
  const right = rightAnswers(expected);
  const marks = FACTS.map((name) => {
    const wanted = right[name];
    const given = answers[name];
    if (wanted === undefined || given === undefined) return [name, undefined] as const;
    return [name, given.some(wanted) ? "right" : "wrong"] as const;
  });
  return Object.fromEntries(marks) as Record<FactName, Mark>;
}

type Test = (answer: string) => boolean;

function rightAnswers(expected: ExpectedApplication): Readonly<Record<FactName, Test | undefined>> {
  const { language, framework, packageManager, runtime, port, buildCommand, startCommand } = expected;
  const version = runtime.split(" ")[1];
  return {
    "application found": (answer) => answer === "found",
    language: (answer) => familyOf(answer) === familyOf(language),
    framework: framework === undefined ? undefined : (answer) => plain(answer) === plain(framework),
    "package manager":
      packageManager === undefined
        ? undefined
        : (answer) => plain(answer) === plain(packageManager.split(" ")[0] ?? ""),
    "runtime version": version === undefined ? undefined : (answer) => isSameVersion(answer, version),
    port: port === undefined ? undefined : (answer) => Number(answer) === port.number,
    "build command": buildCommand === undefined ? undefined : (answer) => answer !== "",
    "start command": startCommand === undefined ? undefined : (answer) => answer !== "",
  };
}

/** Languages that one detector tells apart and another does not. */
const FAMILIES: Readonly<Record<string, string>> = {
  typescript: "javascript",
  node: "javascript",
  deno: "javascript",
  kotlin: "java",
  golang: "go",
  "c#": "csharp",
  "f#": "csharp",
  fsharp: "csharp",
  dotnet: "csharp",
  staticfile: "html",
};

function familyOf(language: string): string {
  const name = language.toLowerCase();
  return FAMILIES[name] ?? name;
}

/** `Spring Boot`, `spring-boot`; `NestJs`, `nest`; `yarnberry`, `yarn`. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, "")
    .replace(/(?:js|berry)$/u, "");
}

/** `>=22` and `22`, `net8.0` and `8.0`: the first number of each, as far as both go. */
function isSameVersion(answer: string, version: string): boolean {
  const [given, wanted] = [answer, version].map((text) => /\d+(?:\.\d+)*/u.exec(text)?.[0].split(".") ?? []);
  if (given === undefined || wanted === undefined || given.length === 0) return false;
  return given.slice(0, wanted.length).every((part, index) => part === wanted[index]);
}
