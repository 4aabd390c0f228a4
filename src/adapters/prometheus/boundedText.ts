import { Fault } from "../../base/result.ts";

/** One number is asked for; an answer with thousands of series is no answer to that. */
const MOST_BYTES = 1024 * 1024;

/** A response's body as text, given up once it is longer than 1 MiB. Rejects with `MetricsAnswer`. */
export async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      throw new Fault("MetricsAnswer", "The server's answer is longer than 1 MiB. Have the query give one number.");
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
