import type { FindingLevel } from "../report.ts";
import { problem } from "../source/problem.ts";
import { type ArrayShape, eachOf, objectIn, objectOf, type Picked, SCALAR, textIn } from "../source/pick.ts";
import { levelOf, scoreIn } from "./severity.ts";

const MOST_RULES = 100_000;

/** What of a scanner's rule bears on its results. */
export interface Rule {
  readonly id: string | undefined;
  readonly level: FindingLevel | undefined;
  readonly score: number | undefined;
}

/** How a result names its rule. */
export interface RuleReference {
  readonly id: string | undefined;
  readonly index: number | undefined;
  /** The extension that has the rule; undefined where it is the driver itself, or is not said. */
  readonly extension: number | undefined;
}

/** The rules of one run, which may come before or after its results. */
export class Rules {
  #driver: Rule[] = [];
  #extensions: Rule[][] = [];
  #pending: Rule[] = [];
  #byId: Map<string, Rule> | undefined;
  #count = 0;

  /** The shape of `tool.driver.rules`. */
  readonly driverShape: ArrayShape = this.#rulesInto(() => this.#driver);

  /** The shape of `tool.extensions`. */
  readonly extensionsShape: ArrayShape = eachOf(objectOf({ rules: this.#rulesInto(() => this.#pending) }), () => {
    this.#extensions.push(this.#pending);
    this.#pending = [];
  });

  /** Forgets all rules: another run begins. */
  clear(): void {
    this.#driver = [];
    this.#extensions = [];
    this.#pending = [];
    this.#byId = undefined;
    this.#count = 0;
  }

  /**
   * The rule that is meant: by its place where its id fits, else by its id, of which the last parts may name a
   * variant (`CA2101/1`), else by its place alone.
   */
  find({ id, index, extension }: RuleReference): Rule | undefined {
    const rules = extension === undefined ? this.#driver : (this.#extensions[extension] ?? []);
    const placed = index === undefined ? undefined : rules[index];
    if (placed !== undefined && (id === undefined || fits(id, placed.id))) return placed;
    return this.#named(id) ?? placed;
  }

  #named(id: string | undefined): Rule | undefined {
    if (id === undefined) return undefined;
    this.#byId ??= mapOfRules([...this.#extensions.flat(), ...this.#driver]);
    for (let part = id; part !== ""; part = part.slice(0, Math.max(0, part.lastIndexOf("/")))) {
      const rule = this.#byId.get(part);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  #rulesInto(list: () => Rule[]): ArrayShape {
    const shape = objectOf({
      id: SCALAR,
      defaultConfiguration: objectOf({ level: SCALAR }),
      properties: objectOf({ "security-severity": SCALAR }),
    });
    return eachOf(shape, (rule) => {
      this.#count += 1;
      if (this.#count > MOST_RULES) {
        throw problem("TooLarge", "This report has more than 100,000 rules, which no scanner has. Make it again.");
      }
      list().push(ruleOf(rule));
    });
  }
}

function ruleOf(rule: Picked): Rule {
  const configured = objectIn(rule, "defaultConfiguration");
  return { id: textIn(rule, "id"), level: levelOf(textIn(configured, "level")), score: scoreIn(rule) };
}

function fits(id: string, ruleId: string | undefined): boolean {
  return ruleId !== undefined && (id === ruleId || id.startsWith(`${ruleId}/`));
}

/** Of several with one id the later counts, as the driver's own do before those of extensions. */
function mapOfRules(rules: readonly Rule[]): Map<string, Rule> {
  return new Map(rules.flatMap((rule) => (rule.id === undefined ? [] : [[rule.id, rule] as const])));
}
