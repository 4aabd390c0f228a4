/** What Node and browsers share and pure code may name. Merges with either one's own declarations. */
interface AbortSignal {
  readonly aborted: boolean;
}
