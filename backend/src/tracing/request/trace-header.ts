import { isEntityId, isTraceId } from "../trace-id.ts";

export const TRACE_HEADER = "X-Amzn-Trace-Id";

/**
 * The header X-Amzn-Trace-Id (AWS X-Ray Developer Guide, "Tracing header"):
 * `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`.
 */
export interface TraceHeader {
  /** Trace id, in lower case. */
  root?: string;
  /** The id of the caller's segment or subsegment, 16 hexadecimal digits in lower case. Only together with `root`. */
  parent?: string;
  /** `?`: the caller asks for the decision. */
  sampled?: "0" | "1" | "?";
}

/** Far above any real header (Root, Parent, Sampled, Self and Lineage stay under 300), far below what costs time. */
const MAX_LENGTH = 1_000;
const OWN_NAMES = new Set(["root", "parent", "sampled"]);

/**
 * Parses what a client sent, and keeps what is well-formed: anybody can write this header, the SDK copies a root of any
 * length to the segment, and X-Ray then rejects the segment. Ignores an oversized header, and one that has one of the
 * three twice. Other pairs (`Self`, `Lineage`, an app's own) may have any value: nothing here passes them on.
 */
export function parseTraceHeader(text: string | undefined): TraceHeader {
  if (!text || text.length > MAX_LENGTH) return {};
  const values = new Map<string, string>();
  for (const pair of text.split(";")) {
    const [key = "", ...rest] = pair.split("=");
    const name = key.trim().toLowerCase();
    if (!OWN_NAMES.has(name)) continue;
    if (values.has(name)) return {};
    values.set(name, rest.join("=").trim());
  }
  const header: TraceHeader = {};
  const root = values.get("root")?.toLowerCase() ?? "";
  if (isTraceId(root)) {
    header.root = root;
    const parent = values.get("parent")?.toLowerCase() ?? "";
    if (isEntityId(parent)) header.parent = parent;
  }
  const sampled = values.get("sampled");
  if (sampled === "0" || sampled === "1" || sampled === "?") header.sampled = sampled;
  return header;
}

export function formatTraceHeader({ root, parent, sampled }: TraceHeader): string {
  const pairs = [root && `Root=${root}`, parent && `Parent=${parent}`, sampled && `Sampled=${sampled}`];
  return pairs.filter(Boolean).join(";");
}
