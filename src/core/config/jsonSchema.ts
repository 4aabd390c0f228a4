import { z } from "zod";
import { configSchema } from "./config.ts";

/** The JSON schema of `tidegate.yaml` as a person writes it: defaults are shown, durations are texts or numbers. */
export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: "input", target: "draft-7", reused: "inline" });
  return {
    $schema,
    title: "tidegate.yaml",
    description: "Applications, their environments, and what a deployment to each needs.",
    ...schema,
  };
}
