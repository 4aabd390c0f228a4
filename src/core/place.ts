/** Where something stands in the workspace. Lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A place as people and editors write it: `k8s/web.yaml:12`. */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
