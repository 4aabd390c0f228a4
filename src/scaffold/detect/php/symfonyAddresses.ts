import type { Folder } from "../folder.ts";
import { readEnvFile } from "../shared/envFile.ts";
import { evidence } from "../shared/evidence.ts";
import { serviceOfUrl, type ServiceSign } from "../shared/services.ts";
import { fromRoot } from "../shared/sources.ts";

/**
 * The services that addresses in Symfony's `.env` lead to. That file is part of the project, with what developers start
 * with: secrets are kept in others. Only the scheme of an address is looked at, no value goes any further.
 */
export async function symfonyAddresses(folder: Folder): Promise<readonly ServiceSign[]> {
  const text = folder.has(".env") ? await folder.read(".env") : undefined;
  return readEnvFile(text ?? "").flatMap(({ name: variable, value, line }) => {
    const name = serviceOfUrl(value);
    const at = evidence(fromRoot(folder, ".env"), line, `says of which kind ${variable} is`);
    return name === undefined ? [] : [{ name, confidence: "likely" as const, at, variable }];
  });
}
