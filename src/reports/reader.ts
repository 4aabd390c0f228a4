import type { ReadableReport } from "./report.ts";
import type { TextSink } from "./source/decode.ts";
import type { XmlHandler } from "./source/xmlStream.ts";

/** Makes a report of a text that comes in pieces. Both methods throw a problem where nothing can be concluded. */
export interface ReportReader extends TextSink {
  /** No more text comes. */
  end(): ReadableReport;
}

/** Makes a report of the elements of one kind of XML document. */
export interface XmlReport extends XmlHandler {
  /** The document was complete. Throws a problem where nothing can be concluded from it. */
  end(): ReadableReport;
}
