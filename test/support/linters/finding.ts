/** What a linter found, cut down to what tells it apart. */
export interface LinterFinding {
  /** From the folder that was looked at, such as `node-express/Dockerfile`. */
  readonly file: string;
  readonly line?: number;
  readonly rule: string;
  readonly message: string;
}

/** One check over the generated files of every sample application. */
export interface LinterCheck {
  /** The linter with its version, as its own command says it. */
  readonly name: string;
  /** How many files it looked at, by sample; a check that looked at nothing has not passed. */
  readonly looked: ReadonlyMap<string, number>;
  readonly findings: readonly LinterFinding[];
}
