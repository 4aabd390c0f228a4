/** What a panel's page loads, as addresses that its webview may read, and what it is told. */
export interface PagePlaces {
  /** The webview's own source for content policies. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** The script of the worker that lays the graph out. */
  readonly worker: string;
  /** What the panel shows, as text: the webview keeps it, so that the panel comes back after a reload. */
  readonly shown: string;
  readonly language: string;
}

/** What `default-src` does not speak for: addresses have no other base, and no form is sent. */
const NOWHERE = "base-uri 'none'; form-action 'none'";

/**
 * The page of a panel: an empty room that the script fills. Nothing inline runs or styles, nothing is loaded from
 * outside the extension; a worker is made from a blob, because a page may not start one from another origin.
 */
export function panelPage({ cspSource, script, style, worker, shown, language }: PagePlaces): string {
  const policy = [
    "default-src 'none'",
    `script-src ${cspSource}`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `connect-src ${cspSource}`,
    "img-src data: blob:",
    "worker-src blob:",
    NOWHERE,
  ].join("; ");
  return page(
    language,
    policy,
    `<link rel="stylesheet" href="${escaped(style)}">`,
    `<main id="panel" data-worker="${escaped(worker)}" data-shown="${escaped(shown)}"></main>
<script type="module" src="${escaped(script)}"></script>`,
  );
}

/** A page that only says why there is nothing to show. */
export function sentencePage(language: string, sentence: string): string {
  return page(language, `default-src 'none'; ${NOWHERE}`, "", `<main><p>${escaped(sentence)}</p></main>`);
}

function page(language: string, policy: string, head: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tidegate</title>
${head}
</head>
<body>
${body}
</body>
</html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}
