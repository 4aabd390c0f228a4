import { joinPath } from "../../../base/treePath.ts";
import type { FileTree } from "../../../core/ports/fileTree.ts";
import type { CleanCopy } from "../../../core/ports/cleanCopy.ts";
import type { Readiness } from "../../../core/gates/terms.ts";
import type { Start, StartLimits } from "../../../core/readiness/judgeStart.ts";
import { isDone, type Stage } from "../../../core/readiness/tried.ts";
import type { Steps, Ways } from "../../../core/readiness/ways.ts";
import type { Detection } from "../../../scaffold/facts/detection.ts";
import { givenVariables, programEnvironment } from "./programEnvironment.ts";
import type { ReadinessPorts } from "./readinessPorts.ts";
import { type RunningApplication, runApplication } from "./runApplication.ts";
import { logOf, type Running, runSteps } from "./runSteps.ts";
import { waysOf } from "./waysOf.ts";

/** An application that comes up later than this was not up. Seconds; less where a program may not take so long. */
const UP_SECONDS = 120;
/** What Kubernetes gives a pod by default before it ends it by force. Seconds. */
const DOWN_SECONDS = 30;

/** Why the application is not up, where it is not for what it did itself. */
export interface NotStarted {
  readonly why: "unknown" | "not-installed" | "not-built" | "port-taken";
  readonly port?: number;
}

/**
 * One trial of an application in one clean copy: every stage is run at most once, whichever checks ask for it, and in
 * an order in which none spoils another's.
 */
export class Trial {
  readonly ways: Ways;
  readonly copy: CleanCopy;
  readonly limits: StartLimits;
  /** Names that have a value here. */
  readonly here: ReadonlySet<string>;
  /** Values that the application is given in production. */
  readonly values: Readonly<Record<string, string>>;
  readonly #said: readonly string[];
  /** What every program gets, without the application's own variables. */
  readonly #plain: Readonly<Record<string, string>>;
  readonly #ports: ReadinessPorts;
  readonly #running: Running;
  readonly #development: boolean;
  readonly #end: AbortController;
  readonly #stages = new Map<string, Promise<unknown>>();
  #application: RunningApplication | undefined;

  private constructor(parts: {
    readonly ports: ReadinessPorts;
    readonly copy: CleanCopy;
    readonly ways: Ways;
    readonly running: Running;
    readonly here: ReadonlySet<string>;
    readonly values: Readonly<Record<string, string>>;
    readonly said: readonly string[];
    readonly plain: Readonly<Record<string, string>>;
    readonly development: boolean;
    readonly end: AbortController;
  }) {
    this.ways = parts.ways;
    this.copy = parts.copy;
    this.here = parts.here;
    this.values = parts.values;
    this.#said = parts.said;
    this.#plain = parts.plain;
    this.#ports = parts.ports;
    this.#running = parts.running;
    this.#development = parts.development;
    this.#end = parts.end;
    const { timeout } = parts.running;
    this.limits = { up: Math.min(UP_SECONDS, timeout), down: Math.min(DOWN_SECONDS, timeout) };
  }

  /** Copies the workspace and finds out how the application is made. `development`: whether that build is asked for. */
  static async open(
    ports: ReadinessPorts,
    readiness: Readiness,
    development: boolean,
    signal: AbortSignal,
  ): Promise<Trial> {
    const copy = await ports.copy(signal);
    try {
      const detection = await ports.detect(copy.folder, signal);
      const ways = await waysIn(ports, readiness, detection, copy.folder);
      const own = await ports.ownVariables(relativeIn(copy, ways.folder), "production");
      const given = givenVariables(readiness.variables, ways, own, ports.environment);
      const plain = programEnvironment(ports.environment, ways.programFolders, ports.pathDelimiter);
      const environment = { ...plain, ...given.values };
      const { programs, clock, keep } = ports;
      const end = new AbortController();
      const running = {
        programs,
        clock,
        keep,
        environment,
        secrets: given.secrets,
        timeout: readiness.timeout,
        signal: AbortSignal.any([signal, end.signal]),
      };
      const here = new Set([
        ...Object.keys(given.values),
        ...Object.keys(ways.start?.environment ?? {}),
        ways.portVariable,
      ]);
      const { values } = given;
      return new Trial({
        ports,
        copy,
        ways,
        running,
        here,
        values,
        said: readiness.variables,
        plain,
        development,
        end,
      });
    } catch (error) {
      await copy.dispose();
      throw error;
    }
  }

  /** The files of the copy. */
  get files(): FileTree {
    return this.#ports.filesAt(this.copy.folder);
  }

  /** What was installed, and whether the lock file was changed by it; undefined where nobody knows how. */
  install(): Promise<Installed | undefined> {
    return this.#once("install", async () => {
      const { install, lockPath } = this.ways;
      if (install === undefined) return undefined;
      const before = lockPath === undefined ? undefined : await this.#ports.made.hashOf(lockPath);
      const stage = await runSteps(this.#running, "dependencies-installed", install);
      const after = lockPath === undefined ? undefined : await this.#ports.made.hashOf(lockPath);
      return { stage, changed: before !== after };
    });
  }

  /** Undefined where nobody knows how; `unready` where its dependencies did not install. */
  buildDevelopment(): Promise<Stage | "unready" | undefined> {
    return this.#once("development", () => this.#build("build-development", this.ways.buildDevelopment));
  }

  /** After the one for development, whose output is removed before. */
  build(): Promise<Stage | "unready" | undefined> {
    return this.#once("production", async () => {
      const { output, folder } = this.ways;
      if (this.#development && this.ways.build !== undefined && (await this.buildDevelopment()) !== undefined) {
        if (output !== undefined) await this.#ports.made.remove(this.copy.folder, `${folder}/${output.folder}`);
      }
      return this.#build("build-production", this.ways.build);
    });
  }

  /** The one application of this trial, up or not. */
  application(): Promise<RunningApplication | NotStarted> {
    return this.#once("application", () => this.#start());
  }

  /** Ends the application and tells how it went; undefined where it was not started. */
  stopped(): Promise<Start | undefined> {
    return this.#once("stopped", async () => {
      const application = this.#application;
      if (application === undefined) return undefined;
      const start = await application.stop();
      this.#application = undefined;
      return start;
    });
  }

  /**
   * Starts it for development and ends it again, once it is no longer up as in production: both may want one port and
   * write into one folder. It is given nothing that is meant for production.
   */
  development(): Promise<Start | NotStarted> {
    return this.#once("started for development", async () => {
      await this.stopped();
      const { startDevelopment: start, developmentPort: fixed, health = "/" } = this.ways;
      if (start === undefined) return { why: "unknown" };
      if (!(await this.#isInstalled())) return { why: "not-installed" };
      const { loopback } = this.#ports;
      if (fixed !== undefined && (await loopback.accepts(fixed))) return { why: "port-taken", port: fixed };
      const port = fixed ?? (await loopback.freePort());
      const running = await this.#forDevelopment();
      this.#application = await runApplication(running, loopback, { ...this.ways, health }, start, port, this.limits);
      const started = await this.#application.stop();
      this.#application = undefined;
      return started;
    });
  }

  /** Keeps what the application printed. `name` is the check's. */
  keepLog({ tried }: Start, name = "application-starts"): ReturnType<ReadinessPorts["keep"]> {
    return this.#ports.keep(name, logOf(tried));
  }

  /** Pages that the build has made, as text: the one at the top of its folder. */
  async builtPages(): Promise<readonly string[]> {
    const { output, folder } = this.ways;
    if (output === undefined) return [];
    const page = await this.files.read(joinPath(relativeIn(this.copy, folder) || ".", `${output.folder}/index.html`));
    return page.state === "text" ? [page.text] : [];
  }

  /** How large the output of the build is; undefined where there is none. */
  outputSize(): ReturnType<ReadinessPorts["made"]["sizeOf"]> {
    const { folder, output } = this.ways;
    return output === undefined ? Promise.resolve(undefined) : this.#ports.made.sizeOf(`${folder}/${output.folder}`);
  }

  /** Ends what still runs and removes the copy. */
  async dispose(): Promise<void> {
    this.#end.abort();
    await Promise.allSettled(this.#stages.values());
    await this.#application?.kill();
    await this.copy.dispose();
  }

  async #forDevelopment(): Promise<Running> {
    const own = await this.#ports.ownVariables(relativeIn(this.copy, this.ways.folder), "development");
    const given = givenVariables(this.#said, this.ways, own, this.#ports.environment);
    const secrets = [...this.#running.secrets, ...given.secrets];
    return { ...this.#running, environment: { ...this.#plain, ...given.values }, secrets };
  }

  async #build(name: string, steps: Steps | undefined): Promise<Stage | "unready" | undefined> {
    if (steps === undefined) return undefined;
    return (await this.#isInstalled()) ? runSteps(this.#running, name, steps) : "unready";
  }

  /** What nobody knows how to install may need nothing installed: the build will tell. */
  async #isInstalled(): Promise<boolean> {
    const installed = await this.install();
    return installed === undefined || isDone(withoutListing(installed.stage));
  }

  async #start(): Promise<RunningApplication | NotStarted> {
    const { start, port: fixed } = this.ways;
    if (start === undefined) return { why: "unknown" };
    if (!(await this.#isInstalled())) return { why: "not-installed" };
    const built = await this.build();
    if (built === "unready" || (built !== undefined && !isDone(built))) return { why: "not-built" };
    const { loopback } = this.#ports;
    if (fixed !== undefined && (await loopback.accepts(fixed))) return { why: "port-taken", port: fixed };
    const port = fixed ?? (await loopback.freePort());
    this.#application = await runApplication(this.#running, loopback, this.ways, start, port, this.limits);
    return this.#application;
  }

  #once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const begun = this.#stages.get(name) as Promise<T> | undefined;
    if (begun !== undefined) return begun;
    const promise = work();
    this.#stages.set(name, promise);
    return promise;
  }
}

/** What became of the installation. */
export interface Installed {
  readonly stage: Stage;
  /** Whether the lock file is another one after it. */
  readonly changed: boolean;
}

/** What only lists what is installed may complain, and everything is there all the same. */
function withoutListing(stage: Stage): Stage {
  return { ...stage, tried: stage.tried.filter(({ call }) => !(call[0] === "npm" && call[1] === "ls")) };
}

/** Its scripts are in the copy: what it is started with for development stands there. */
async function waysIn(
  { filesAt }: ReadinessPorts,
  readiness: Readiness,
  detection: Detection,
  copy: string,
): Promise<Ways> {
  const { folder } = waysOf(readiness, detection, copy);
  const found = await filesAt(copy).read(joinPath(folder.slice(copy.length + 1) || ".", "package.json"));
  return waysOf(readiness, detection, copy, found.state === "text" ? found.text : undefined);
}

/** Empty for the copy's own folder. */
function relativeIn(copy: CleanCopy, folder: string): string {
  return folder.slice(copy.folder.length + 1);
}
