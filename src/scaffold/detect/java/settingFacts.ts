import type { Port } from "../../facts/application.ts";
import type { Confidence, Evidence, Fact } from "../../facts/fact.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { portOf } from "../shared/ports.ts";
import { type JavaSetting, placeholderOf, setting } from "./javaSettings.ts";

/** The place of a setting. */
export function at({ file, line }: JavaSetting, says: string): Evidence {
  return evidence(file, line, says);
}

/**
 * The port that a setting names: fixed, by a variable of its own, or by the variable that the framework makes of the
 * setting's name, such as `SERVER_PORT`. Undefined where there is no such setting, or it takes any free port.
 */
export function portFrom(settings: readonly JavaSetting[], key: string, variable: string): Fact<Port> | undefined {
  const found = setting(settings, key);
  if (found === undefined) return undefined;
  const written = placeholderOf(found.value);
  const number = portOf(written.default);
  if (number === undefined) return undefined;
  const name = written.variable ?? variable;
  return fact({ number, variable: name }, "certain", at(found, `listens on ${number}, or on what ${name} says`));
}

/** The port that a framework takes where nothing says otherwise. */
export function usualPort(number: number, variable: string, because: Evidence): Fact<Port> {
  return fact({ number, variable }, "guess", {
    ...because,
    says: `${because.says}, which listens on ${number} unless ${variable} says otherwise`,
  });
}

/** The address that a setting binds to. */
export function bindFrom(settings: readonly JavaSetting[], key: string): Fact<string> | undefined {
  const found = setting(settings, key);
  const address = found === undefined ? undefined : placeholderOf(found.value).default;
  if (found === undefined || address === undefined) return undefined;
  return fact(address === "localhost" ? "127.0.0.1" : address, "certain", at(found, `binds to ${address}`));
}

/** A path of URLs from its parts, each with or without slashes: `/shop` and `health` are `/shop/health`. */
export function urlPath(...parts: readonly string[]): string {
  const steps = parts.flatMap((part) => part.split("/")).filter((step) => step !== "");
  return `/${steps.join("/")}`;
}

/** A fact that follows from a library or a setting. */
export function follows<T>(value: T, confidence: Confidence, because: Evidence, says: string): Fact<T> {
  return fact(value, confidence, { ...because, says });
}
