import assert from "node:assert/strict";
import { commands, extensions } from "vscode";

/** What holds in any VS Code: the extension activates, and every command of its manifest is there. */
const specs: Readonly<Record<string, () => Promise<void>>> = {
  async "the extension activates"() {
    const extension = extensions.getExtension("tidegate.tidegate");
    assert.ok(extension, "the extension is not installed");
    await extension.activate();
    assert.ok(extension.isActive);
  },
  async "every command of the manifest is registered"() {
    const manifest = extensions.getExtension("tidegate.tidegate")?.packageJSON as Manifest;
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  },
};

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** The entry that @vscode/test-electron calls. Closes with the counts alone on a line. */
export async function run(): Promise<void> {
  let failed = 0;
  for (const [name, spec] of Object.entries(specs)) {
    try {
      await spec();
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`FAIL ${name}:`, error);
    }
  }
  console.log(`${Object.keys(specs).length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}
