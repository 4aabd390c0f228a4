/**
 * A path of a URL as every kind of file can carry it: what is no plain part of a URL is percent-encoded, also quotes
 * and `$`, so that it stands safely within quotes of a shell, of code and of a manifest. Always begins with a slash.
 */
export function probePath(path: string): string {
  const encoded = encodeURI(path.toWellFormed())
    .replaceAll(/%25([0-9A-Fa-f]{2})/gu, "%$1")
    .replaceAll(/['$`\\]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return encoded.startsWith("/") ? encoded : `/${encoded}`;
}
