import { joinPath } from "../../../base/treePath.ts";
import type { PhpFacts } from "../../facts/ecosystemFacts.ts";
import { copyInstruction } from "./instructions.ts";
import { compiledExtensions } from "./phpExtensions.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/**
 * PHP within Apache: one process to start, to ask and to stop. FPM alone answers no HTTP, and two servers in one
 * container would need a supervisor. Workers run the same image's PHP.
 */
export function phpRecipe(ingredients: Ingredients<PhpFacts>): Recipe {
  const { application, facts, image, container, member, suffix } = ingredients;
  const server = container.port !== undefined;
  const composer = facts.lockFile !== undefined || application.packageManager?.value.name === "composer";
  const { extensions, packages } = compiledExtensions(facts.extensions);
  return {
    template: "php",
    values: {
      image: image("php-apache", application.runtime.value.version).reference,
      composer: composer ? image("composer").reference : undefined,
      reads: copyInstruction(["composer.json", ...(facts.lockFile === undefined ? [] : ["composer.lock"])], "./"),
      code: composer ? "COPY --from=packages /app /app" : "COPY . /app",
      extensions,
      headers: packages,
      server,
      settings: copyInstruction([joinPath(member, `apache.conf${suffix}`)], SITE_SETTINGS),
      workdir: container.workingDirectory,
    },
    environment: server
      ? { APACHE_RUN_DIR: "/tmp/apache2", APACHE_LOCK_DIR: "/tmp/apache2", APACHE_PID_FILE: "/tmp/apache2/apache2.pid" }
      : {},
    command: server ? ["apache2-foreground"] : (application.startCommand?.value ?? ["php", "worker.php"]),
    prober: "php",
    startPeriod: 10,
    ...(server && { stopSignal: "SIGWINCH", beside: [settingsOf(ingredients)] }),
    leftovers: ["vendor", "node_modules", "storage/logs", "var/cache", "var/log", ".phpunit.cache"],
  };
}

/** Where Debian's Apache has the settings of its one site. */
const SITE_SETTINGS = "/etc/apache2/sites-available/000-default.conf";

function settingsOf({ facts, container: { port, portVariable }, suffix }: Ingredients<PhpFacts>) {
  const values = {
    listen: portVariable === undefined ? String(port) : `\${${portVariable}}`,
    documentRoot: JSON.stringify(`/${joinPath("app", facts.publicDirectory)}`),
  };
  return { template: "apache.conf", name: `apache.conf${suffix}`, values };
}
