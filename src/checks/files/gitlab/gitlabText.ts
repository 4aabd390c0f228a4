import { at, isMap, mapAt, textsAt } from "../../../core/read/value.ts";
import type { YamlPart } from "../yaml/yamlText.ts";

/** A pipeline of GitLab CI with where it stands. */
export interface GitlabText {
  readonly file: string;
  readonly part: YamlPart;
  /** Jobs and templates of jobs, whose names begin with a dot, in the file's order. */
  readonly jobs: readonly GitlabJob[];
  /** Whether more of the pipeline stands in other files. */
  readonly includes: boolean;
}

/** A job with what it extends within the file, its own settings first. */
export interface GitlabJob {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Whether it is only there to be extended. */
  readonly isTemplate: boolean;
  /** Whether it extends what another file has. */
  readonly extendsOthers: boolean;
}

/** Keys of the file that are no jobs. See https://docs.gitlab.com/ci/yaml/. */
const NO_JOBS: ReadonlySet<string> = new Set([
  "after_script",
  "before_script",
  "cache",
  "default",
  "image",
  "include",
  "pages:deploy",
  "services",
  "spec",
  "stages",
  "types",
  "variables",
  "workflow",
]);
/** Reads a pipeline out of a document; undefined where it holds no job. */
export function gitlabText(file: string, part: YamlPart): GitlabText | undefined {
  const entries = Object.entries(mapAt(part.value)).filter(([name, value]) => !NO_JOBS.has(name) && isMap(value));
  if (entries.length === 0) return undefined;
  const jobs = new Map(entries.map(([name, value]) => [name, mapAt(value)]));
  const known = new Map<string, Extended>();
  return {
    file,
    part,
    jobs: [...jobs.keys()].map((name) => ({ name, isTemplate: name.startsWith("."), ...extended(name, jobs, known) })),
    includes: at(part.value, "include") !== undefined,
  };
}

type Values = Readonly<Record<string, unknown>>;
type Extended = Pick<GitlabJob, "value" | "extendsOthers">;

/** Each is put together once, however many extend it, and one that extends itself as far as it goes. */
function extended(name: string, jobs: ReadonlyMap<string, Values>, known: Map<string, Extended>): Extended {
  const before = known.get(name);
  if (before !== undefined) return before;
  const own = jobs.get(name);
  known.set(name, { value: own ?? {}, extendsOthers: own === undefined });
  if (own === undefined) return { value: {}, extendsOthers: true };
  const { extends: said } = own;
  const parents = (typeof said === "string" ? [said] : textsAt(said)).map((one) => extended(one, jobs, known));
  const whole: Extended = {
    value: Object.assign({}, ...parents.map(({ value }) => value), own) as Values,
    extendsOthers: parents.some(({ extendsOthers }) => extendsOthers),
  };
  known.set(name, whole);
  return whole;
}
