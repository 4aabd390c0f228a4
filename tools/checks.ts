/** What `npm run check` runs, in order: each a command of the project's own tools. */
export const checks: readonly { readonly name: string; readonly command: string; readonly args: readonly string[] }[] =
  [
    { name: "types", command: "tsc", args: ["-p", "tsconfig.json"] },
    { name: "types of webview", command: "tsc", args: ["-p", "src/webview"] },
    ...["base", "core", "protocol", "documents", "picture"].map((room) => ({
      name: `types of ${room} without Node or DOM`,
      command: "tsc",
      args: ["-p", `src/${room}`],
    })),
    { name: "lint and folder rules", command: "oxlint", args: ["--deny-warnings"] },
    { name: "format", command: "oxfmt", args: ["--check", "."] },
    { name: "unused code", command: "knip", args: [] },
    { name: "contributes", command: "node", args: ["tools/contributes.ts", "--check"] },
  ];
