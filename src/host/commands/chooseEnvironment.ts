import type { EnvironmentConfig } from "../../core/config/config.ts";
import { Fault } from "../../base/result.ts";
import { type Choice, pickOne } from "../ask/pick.ts";
import type { Answer, StepPosition } from "../ask/steps.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { environmentId, type EnvironmentKey } from "../views/environments/model/target.ts";
import { environmentKeyOf, fileOf } from "./subject.ts";

/** An environment as its file describes it. */
export interface Environment {
  readonly key: EnvironmentKey;
  readonly config: EnvironmentConfig;
}

/** The environment a command was called on, if it was called on one that the file still names. */
export function environmentOf(services: Services, subject: unknown): Environment | undefined {
  const key = environmentKeyOf(subject);
  return key === undefined
    ? undefined
    : environments(services).find((one) => environmentId(one.key) === environmentId(key));
}

/** Asks which environment, among those of the file or application the command was called on. */
export function askEnvironment(
  services: Services,
  subject: unknown,
  title: string,
  position: StepPosition,
): Promise<Answer<Environment>> {
  const file = fileOf(subject);
  const offered = environments(services).filter(({ key }) => file === undefined || key.file === file);
  if (offered.length === 0) {
    throw new Fault(
      "NoEnvironments",
      services.files.shown.length === 0 ? sentences.noFile() : sentences.noEnvironments(),
    );
  }
  return pickOne({ title, placeholder: l10n.t("Environment"), position }, offered.map(choiceOf));
}

/** Every environment of every file that could be read, in file order. */
export function environments({ files }: Services): readonly Environment[] {
  return files.shown.flatMap(({ file, config }) =>
    Object.entries(config.applications).flatMap(([application, { environments: named }]) =>
      Object.entries(named).map(([environment, settings]) => ({
        key: { file, application, environment },
        config: settings,
      })),
    ),
  );
}

function choiceOf(value: Environment): Choice<Environment> {
  const { key, config } = value;
  const name = plain(`${key.application} → ${key.environment}`);
  return {
    label: config.production ? l10n.t("{0} (PROD)", name) : name,
    description: plain(`${config.context} · ${config.namespace}`),
    value,
  };
}
