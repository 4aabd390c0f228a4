import type { YamlPart } from "../yaml/yamlText.ts";

/** An object of a manifest with where it stands. */
export interface KubeText {
  readonly file: string;
  readonly part: YamlPart;
  readonly kind: string;
  readonly name: string;
}
