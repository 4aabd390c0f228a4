/** A process that a Procfile names. */
export interface ProcfileEntry {
  /** Such as `web`, `worker`, `release`. */
  readonly name: string;
  /** A shell line. */
  readonly command: string;
  readonly line: number;
}

/** The processes of a Procfile's text, in order. Never throws. */
export function readProcfile(text: string): readonly ProcfileEntry[] {
  return text.split("\n").flatMap((line, index) => {
    const match = /^([\w-]+)\s*:\s*(\S.*)$/u.exec(line.trim());
    return match?.[1] === undefined || match[2] === undefined
      ? []
      : [{ name: match[1], command: match[2].trim(), line: index + 1 }];
  });
}
