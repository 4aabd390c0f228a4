import type { JSX } from "preact";
import { Icon } from "./icon.tsx";
import { t } from "./words/language.ts";

interface ButtonProps {
  readonly label: string;
  readonly icon?: string;
  readonly look?: "primary" | "secondary" | "link";
  /** Says more than the label where the label alone could mean several things. */
  readonly title?: string;
  readonly onPress: () => void;
}

/** A button with words. */
export function Button({ label, icon, look = "secondary", title, onPress }: ButtonProps): JSX.Element {
  return (
    <button type="button" class={`button ${look}`} title={title} aria-label={title} onClick={onPress}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{label}</span>
    </button>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: string;
  readonly pressed?: boolean;
  /** The key that does the same in the graph. */
  readonly shortcut?: string;
  readonly onPress: () => void;
}

/** A button of a toolbar: an icon, its words as a tooltip and for screen readers. */
export function IconButton({ label, icon, pressed, shortcut, onPress }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      title={shortcut === undefined ? label : t("{0} ({1})", label, shortcut)}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
