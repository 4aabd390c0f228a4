import { BASE_FOLDER } from "../../scaffold/merge/basePath.ts";
import { COMMANDS, type CommandSpec } from "./commands.ts";
import { MENUS } from "./menus.ts";
import { PANEL_TYPE } from "./panelType.ts";
import { SETTINGS, type SettingSpec } from "./settings.ts";
import { SNIPPETS } from "./snippets.ts";
import { CONTAINER, VIEWS, type ViewSpec, WELCOME } from "./views.ts";
import { WALKTHROUGH } from "./walkthrough.ts";

/** The members of package.json that are generated, and the texts they refer to by `%key%`. */
export interface Manifest {
  readonly members: Readonly<Record<string, unknown>>;
  /** package.nls.json. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Where VS Code finds the texts of code in other languages, from the extension's folder. */
export const TEXTS_FOLDER = "l10n";

/** Makes the manifest from the typed maps of this folder. */
export function manifest(): Manifest {
  const texts: Record<string, string> = {};
  const text = (key: string, value: string): string => {
    texts[key] = value;
    return `%${key}%`;
  };
  const contributes = {
    commands: commands(text),
    configuration: configuration(text),
    menus: { commandPalette: palette(), ...MENUS },
    viewsContainers: { activitybar: [{ ...CONTAINER, title: text("container.title", CONTAINER.title) }] },
    views: { [CONTAINER.id]: views(text) },
    viewsWelcome: WELCOME.map(({ id, view, when, contents }) => ({
      view,
      when,
      contents: text(`welcome.${id}`, contents),
    })),
    walkthroughs: [walkthrough(text)],
    snippets: Object.entries(SNIPPETS).flatMap(([file, languages]) =>
      languages.map((language) => ({ language, path: `./snippets/${file}.json` })),
    ),
    yamlValidation: [{ fileMatch: ["tidegate.yaml"], url: "./media/tidegate.schema.json" }],
  };
  return {
    members: {
      main: "./dist/extension.cjs",
      activationEvents: ACTIVATION,
      capabilities: capabilities(text),
      l10n: `./${TEXTS_FOLDER}`,
      contributes,
    },
    texts,
  };
}

type Text = (key: string, value: string) => string;

/** Files of a deployment: nothing of theirs is read before one of these is open. */
const CHECKED_LANGUAGES = ["dockerfile", "dockercompose", "yaml", "github-actions-workflow"];

/**
 * Views, commands and walkthroughs activate by themselves; the file is what makes approvals worth watching for, and a
 * panel that was open comes back after a reload. Files that were generated tell their rules: one look at one folder.
 */
const ACTIVATION = [
  "workspaceContains:**/tidegate.yaml",
  `workspaceContains:${BASE_FOLDER}`,
  `onWebviewPanel:${PANEL_TYPE}`,
  ...CHECKED_LANGUAGES.map((language) => `onLanguage:${language}`),
];

function commands(text: Text): object[] {
  return Object.entries<CommandSpec>(COMMANDS).map(([command, { title, icon }]) => ({
    command,
    title: text(`command.${command.slice("tidegate.".length)}`, title),
    category: text("category", "Tidegate"),
    ...(icon === undefined ? {} : { icon: `$(${icon})` }),
  }));
}

function palette(): object[] {
  return Object.entries<CommandSpec>(COMMANDS).map(([command, spec]) => ({
    command,
    when: spec.palette ?? "isWorkspaceTrusted",
  }));
}

function configuration(text: Text): object {
  const properties = Object.entries<SettingSpec>(SETTINGS).map(
    ([id, { restricted: _restricted, description, ...spec }]) => [
      id,
      { ...spec, markdownDescription: text(`setting.${id.slice("tidegate.".length)}`, description) },
    ],
  );
  return { title: text("configuration.title", "Tidegate"), properties: Object.fromEntries(properties) };
}

function views(text: Text): object[] {
  return Object.entries<ViewSpec>(VIEWS).map(([id, { name, icon, visibility, size, when }]) => ({
    id,
    ...(when === undefined ? {} : { when }),
    name: text(`view.${id.slice("tidegate.".length)}`, name),
    icon,
    visibility,
    initialSize: size,
    contextualTitle: text("container.title", CONTAINER.title),
  }));
}

function walkthrough(text: Text): object {
  const { id, title, description, steps } = WALKTHROUGH;
  return {
    id,
    title: text("walkthrough.title", title),
    description: text("walkthrough.description", description),
    steps: steps.map((step) => ({
      id: step.id,
      title: text(`walkthrough.${step.id}.title`, step.title),
      description: text(`walkthrough.${step.id}.description`, step.description),
      media: { markdown: step.media },
      completionEvents: step.completionEvents,
    })),
  };
}

function capabilities(text: Text): object {
  const restrictedConfigurations = Object.entries<SettingSpec>(SETTINGS).flatMap(([id, spec]) =>
    spec.restricted === true ? [id] : [],
  );
  return {
    untrustedWorkspaces: {
      supported: "limited",
      description: text(
        "untrusted",
        "In an untrusted workspace Tidegate reads no kubeconfig, connects to no cluster and runs nothing.",
      ),
      restrictedConfigurations,
    },
    virtualWorkspaces: {
      supported: false,
      description: text("virtual", "Runs and their journals need files on a disk, which a virtual workspace has not."),
    },
  };
}
