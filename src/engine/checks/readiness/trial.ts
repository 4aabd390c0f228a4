import type { FileTree } from "../../../core/ports/fileTree.ts";
import type { CleanCopy } from "../../../core/ports/cleanCopy.ts";
import type { Readiness } from "../../../core/gates/terms.ts";
import type { Start, StartLimits } from "../../../core/readiness/judgeStart.ts";
import { isDone, type Stage } from "../../../core/readiness/tried.ts";
import type { Steps, Ways } from "../../../core/readiness/ways.ts";
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
    readonly development: boolean;
    readonly end: AbortController;
  }) {
    this.ways = parts.ways;
    this.copy = parts.copy;
    this.here = parts.here;
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
      const ways = waysOf(readiness, detection, copy.folder);
      const own = await ports.ownVariables(ways.folder.slice(copy.folder.length + 1));
      const given = givenVariables(readiness.variables, ways, own, ports.environment);
      const environment = {
        ...programEnvironment(ports.environment, ways.programFolders, ports.pathDelimiter),
        ...given.values,
      };
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
      return new Trial({ ports, copy, ways, running, here, development, end });
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

  /** Keeps what the application printed. */
  keepLog({ tried }: Start): ReturnType<ReadinessPorts["keep"]> {
    return this.#ports.keep("application-starts", logOf(tried));
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
