import type { Result } from "../../base/result.ts";
import type { ConfigEdit } from "../../core/config/editConfig.ts";
import type { InitialChoices } from "../../core/config/initialConfig.ts";
import type { ParsedConfig } from "../../core/config/parseConfig.ts";

/** Reading and writing `tidegate.yaml`: loaded with the first file that is there. */
export interface ConfigPart {
  readonly parseConfig: (text: string) => ParsedConfig;
  readonly initialConfig: (choices: InitialChoices) => string;
  readonly editConfig: (text: string, edit: ConfigEdit) => Result<string>;
  /** Any value as YAML, for people to read. */
  readonly toYaml: (value: unknown) => string;
}
