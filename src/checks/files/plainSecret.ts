import { isSecretName } from "../../core/secretName.ts";

/** What is asked for by yes or no, such as `MYSQL_RANDOM_ROOT_PASSWORD`, gives nothing away. */
const SWITCH = /^(?:yes|no|true|false|on|off|[01])$/iu;

/** Whether a variable that is set to this text has the value of a secret in the file. */
export function isPlainSecret(name: string, value: string): boolean {
  const secret = isSecretName(name) && /password|passwd|secret|token|key|credential/iu.test(name);
  return secret && value !== "" && !SWITCH.test(value);
}
