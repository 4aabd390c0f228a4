import { isSecretName } from "../../core/secretName.ts";

/** What is asked for by yes or no, such as `MYSQL_RANDOM_ROOT_PASSWORD`, gives nothing away. */
const SWITCH = /^["']?(?:yes|no|true|false|on|off|[01])["']?$/iu;
/** A user and a password in an address, up to the host. */
const LOGIN = /[a-z0-9+.-]:\/\/[^\s/:@]*:([^\s/@]+)@/iu;
/** What stands for something that is put in. */
const STAND_IN = /^(?:<.*>|\{\{.*\}\}|\*+|x+|(?:change-?me|password|pass|pwd|secret)|\$.*|%.*%)$/iu;

/** Whether a text is an address with a password in it. */
export function isPlainLogin(value: string): boolean {
  const password = LOGIN.exec(value)?.[1];
  return password !== undefined && !STAND_IN.test(password);
}

/** Whether a variable that is set to this text has the value of a secret in the file. */
export function isPlainSecret(name: string, value: string): boolean {
  const secret = isSecretName(name) && /password|passwd|secret|token|key|credential/iu.test(name);
  return secret && value !== "" && !SWITCH.test(value);
}
