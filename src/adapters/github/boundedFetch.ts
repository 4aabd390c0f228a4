/** The largest page of GitHub's that we read is a tenth of this. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A fetch that follows nothing by itself and reads no more than 16 MB. Rejects with a `RangeError` where more is sent. */
export function boundedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "manual" });
    const { status, headers } = response;
    const body = status === 304 || response.body === null ? null : await wholeBody(response.body);
    return new Response(body, { status, headers });
  };
}

async function wholeBody(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new RangeError(`more than ${MOST_BYTES / 1024 / 1024} MB`);
    parts.push(part);
  }
  return Uint8Array.from(Buffer.concat(parts));
}
