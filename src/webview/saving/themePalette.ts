import { DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, type Palette, THEME } from "../../picture/palette.ts";

/** No theme has it: what still shows it afterwards has no colour of its own. */
const UNSET = "rgb(1, 2, 3)";

/** The theme's colours as they are now, for a file that knows no theme; our own where the theme leaves one out. */
export function themePalette(): Palette {
  const own = ownPalette();
  const probe = document.createElement("span");
  const around = document.createElement("span");
  around.style.color = UNSET;
  around.append(probe);
  document.body.append(around);
  const resolved = (value: string): string | undefined => {
    if (!value.includes("var(")) return value;
    probe.style.color = value;
    const { color } = getComputedStyle(probe);
    return color === UNSET ? undefined : color;
  };
  const { font: _font, ...colours } = THEME;
  const entries = Object.entries(colours).map(([name, value]) => [name, resolved(value)] as const);
  around.remove();
  return { ...own, ...Object.fromEntries(entries.filter(([, colour]) => colour !== undefined)) };
}

function ownPalette(): Palette {
  const { classList } = document.body;
  if (classList.contains("vscode-high-contrast-light")) return HIGH_CONTRAST_LIGHT;
  if (classList.contains("vscode-high-contrast")) return HIGH_CONTRAST_DARK;
  return classList.contains("vscode-light") ? LIGHT : DARK;
}
