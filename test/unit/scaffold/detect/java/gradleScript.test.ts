import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradleStatements } from "../../../../../src/scaffold/detect/java/gradleScript.ts";
import { javaRelease } from "../../../../../src/scaffold/detect/java/javaBuild.ts";
import { placeholderOf } from "../../../../../src/scaffold/detect/java/javaSettings.ts";

describe("gradleStatements", () => {
  it("knows blocks, lines, comments, strings and what goes on in the next line", () => {
    const script = `// id("no")
plugins { id("a") version "1"; id 'b' }
dependencies {
  implementation(
    "x:y:1", // why
  )
  runtimeOnly("p://q") { exclude("z") }
  def text = "a { b } \${c}"
}
java.version =
  17
`;
    expect(gradleStatements(script).map(({ text, line, blocks }) => [line, blocks.join(">"), text])).toEqual([
      [2, "", "plugins"],
      [2, "plugins", 'id("a") version "1"'],
      [2, "plugins", "id 'b'"],
      [3, "", "dependencies"],
      [4, "dependencies", 'implementation( "x:y:1", )'],
      [7, "dependencies", 'runtimeOnly("p://q")'],
      [7, 'dependencies>runtimeOnly("p://q")', 'exclude("z")'],
      [8, "dependencies", 'def text = "a { b } ${c}"'],
      [10, "", "java.version = 17"],
    ]);
  });

  it("takes any text, and gives each statement a line of it", () => {
    const part = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "[",
      '"',
      "'",
      "\n",
      ";",
      "=",
      "//",
      "/*",
      "*/",
      '"""',
      "a",
      " ",
      "\\",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
        const text = parts.join("");
        const lines = text.split("\n").length;
        for (const one of gradleStatements(text)) {
          expect(one.text.trim()).not.toBe("");
          expect(one.line).toBeGreaterThan(0);
          expect(one.line).toBeLessThanOrEqual(lines);
        }
      }),
    );
  });

  it("reads blocks without end, and a statement without end, in one pass", () => {
    expect(gradleStatements("a {".repeat(100_000)).at(-1)?.blocks.length).toBeLessThan(50);
    expect(gradleStatements(`a = ${"b =\n".repeat(100_000)}`)).toHaveLength(1);
  });
});

describe("javaRelease", () => {
  it.each([
    ["1.8", "8"],
    ["JavaVersion.VERSION_1_8", "8"],
    ["VERSION_21", "21"],
    ["17.0.2", "17"],
    ["temurin-21.0.4+7", "21"],
    ["${java.version}", undefined],
    ["2024", undefined],
  ])("%s is %s", (written, release) => {
    expect(javaRelease(written)).toBe(release);
  });
});

describe("placeholderOf", () => {
  it.each([
    ["8080", { default: "8080" }],
    ["${PORT:8080}", { variable: "PORT", default: "8080" }],
    ["${PORT}", { variable: "PORT" }],
    ["${server.port:1}", { variable: "SERVER_PORT", default: "1" }],
    ["${A:${B:7}}", { variable: "A", default: "7" }],
    ["http://${A}", {}],
  ])("%s", (value, expected) => {
    expect(placeholderOf(value)).toEqual(expected);
  });
});
