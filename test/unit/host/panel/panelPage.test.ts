import { describe, expect, it } from "vitest";
import { panelPage, sentencePage } from "../../../../src/host/panel/panelPage.ts";

const PLACES = {
  cspSource: "https://own.example",
  script: "https://own.example/panel.js",
  style: "https://own.example/panel.css",
  worker: "https://own.example/layout.js",
  shown: JSON.stringify({ type: "run", file: 'file:///a"><script>', run: "1" }),
  language: "en",
};

describe("a panel's page", () => {
  const page = panelPage(PLACES);
  const policy = /content="(default-src[^"]*)"/u.exec(page)?.[1]?.replaceAll("&#39;", "'") ?? "";

  it("loads nothing but what the extension brings, and runs and styles nothing inline", () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src https://own.example;");
    expect(policy).toContain("style-src https://own.example;");
    expect(policy).toContain("base-uri 'none'; form-action 'none'");
    expect(policy).not.toMatch(/unsafe|https:(?!\/\/own)|\*/u);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/u);
  });

  it("tells the script its worker and what is shown, escaped", () => {
    expect(page).toContain('<main id="panel" data-worker="https://own.example/layout.js"');
    expect(page).toContain(
      'data-shown="{&quot;type&quot;:&quot;run&quot;,&quot;file&quot;:&quot;file:///a\\&quot;&gt;&lt;script&gt;',
    );
  });
});

describe("a page that only says something", () => {
  it("loads and runs nothing, and shows the sentence as text", () => {
    const page = sentencePage("en", "Not <b>trusted</b>.");
    expect(page).toContain("<p>Not &lt;b&gt;trusted&lt;/b&gt;.</p>");
    expect(page).not.toContain("script");
  });
});
