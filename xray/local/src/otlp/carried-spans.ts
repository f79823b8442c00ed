import { finishSteps } from "./finish-steps.ts";
import { OtlpError } from "./span.ts";
import { toBatchDocuments } from "./to-segments/batch-documents.ts";
import { readProtobufSpans } from "./wire/read-protobuf.ts";

/**
 * AWS's distributions of OpenTelemetry can send through a daemon; on Lambda they always do. Instead of a segment
 * document they send an OTLP request in base64 behind a mark, and the daemon passes it to PutTraceSegments as it is.
 *
 *     {"format":"json","version":1}
 *     T1SCvwBCo0BChkKDHNlcnZpY2UubmFtZRIJCgd0MXMtc3Zj…
 *
 * Source: aws-otel-js-instrumentation, exporter-xray-udp; aws-otel-python-instrumentation, otlp_udp_exporter.py.
 */

/**
 * `spans`: spans of a sampled trace. `left out`: spans of traces that are not sampled (`T1U`), which AWS uses for
 * metrics only, and metrics (`M1`). Undefined for a segment document.
 */
export function carriedSignal(text: string): "spans" | "left out" | undefined {
  if (text.startsWith("T1U") || text.startsWith("M1")) return "left out";
  return text.startsWith("T1") ? "spans" : undefined;
}

/** A full datagram has room for this many spans of 48 bytes, which hold their ids and times alone. */
const MAX_SPANS = 1024;
/**
 * For all documents of one request: each segment repeats its resource. Chosen: five times what a full datagram becomes.
 */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/**
 * The documents of the spans that a text carries; undefined where it is cut off or becomes too long, so that the caller
 * rejects the text. The first exporters wrote `T1` alone: a request in base64 begins with neither S nor U.
 */
export function readCarriedSpans(text: string): string[] | undefined {
  try {
    const batches = finishSteps(readProtobufSpans(fromBase64(text.slice(text.startsWith("T1S") ? 3 : 2))));
    if (batches.reduce((sum, { spans }) => sum + spans.length, 0) > MAX_SPANS) return undefined;
    const documents: string[] = [];
    let characters = 0;
    for (const made of toBatchDocuments(batches)) {
      for (const document of made) {
        characters += document.text.length;
        documents.push(document.text);
      }
      if (characters > MAX_CHARACTERS) return undefined;
    }
    return documents;
  } catch (error) {
    if (error instanceof OtlpError) return undefined;
    throw error;
  }
}

function fromBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new OtlpError("The text is no base64");
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
