/** This image in this container of this workload. An image volume is the container `volume/NAME`. */
export interface GuardImage {
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  readonly image: string;
}

/** As requests name it: one text, because the policies look through hundreds of them at each change. */
export function guardImage({ kind, name, container, image }: GuardImage): string {
  return `${kind}/${name}/${container}=${image}`;
}

const TEXT = /^(?<kind>[A-Za-z]+)\/(?<name>[^/=]+)\/(?<container>[^=]+)=(?<image>.+)$/u;

/** Undoes {@link guardImage}; undefined where a text is none. */
export function parseGuardImage(text: string): GuardImage | undefined {
  const { kind, name, container, image } = TEXT.exec(text)?.groups ?? {};
  if (kind === undefined || name === undefined || container === undefined || image === undefined) return undefined;
  return { kind, name, container, image };
}
