/**
 * The header X-Amzn-Trace-Id (AWS X-Ray Developer Guide, "Tracing header"):
 * `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`.
 */
export interface TraceHeader {
  /** Trace id: `1-` + 8 hexadecimal digits (epoch seconds) + `-` + 24. */
  root?: string;
  /** Id of the caller's segment or subsegment, 16 hexadecimal digits. Only together with `root`. */
  parent?: string;
  /** `?`: the caller asks for the decision and wants to be told. */
  sampled?: "0" | "1" | "?";
}

const ROOT = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const PARENT = /^[0-9a-f]{16}$/i;
/** Far above any real header (Root, Parent, Sampled, Self and Lineage stay under 300), far below what costs time. */
const MAX_LENGTH = 1_000;

/**
 * Reads what a client sent, and keeps what is well formed: anybody can write this header, the SDK takes a root of any length
 * over into the segment, and X-Ray then rejects the segment. An oversized header or one that names its root twice counts as
 * none. `Self` and `Lineage` are left out: nothing here passes them on.
 */
export function parseTraceHeader(text: string | undefined): TraceHeader {
  if (!text || text.length > MAX_LENGTH) return {};
  const values = new Map<string, string>();
  for (const pair of text.split(";")) {
    const [key = "", value = "", ...rest] = pair.split("=");
    const name = key.trim().toLowerCase();
    if (rest.length > 0 || values.has(name)) return {};
    if (name) values.set(name, value.trim());
  }
  const root = values.get("root");
  const parent = values.get("parent");
  const sampled = values.get("sampled");
  const header: TraceHeader = {};
  if (root && ROOT.test(root)) {
    header.root = root;
    if (parent && PARENT.test(parent)) header.parent = parent;
  }
  if (sampled === "0" || sampled === "1" || sampled === "?") header.sampled = sampled;
  return header;
}

export function formatTraceHeader({ root, parent, sampled }: TraceHeader): string {
  const pairs = [root && `Root=${root}`, parent && `Parent=${parent}`, sampled && `Sampled=${sampled}`];
  return pairs.filter(Boolean).join(";");
}
