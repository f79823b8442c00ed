import { toTraceId } from "./trace-id.ts";

/** The trace that a text names. */
export interface TraceReference {
  /** In the native form. */
  id: string;
  /** Whether the text is complete: an id of full length is, the beginning of a header may not be. */
  isWhole: boolean;
}

/** `00-<trace>-<parent>-<flags>`, with or without the name of the header. Source: W3C Trace Context, "traceparent". */
const TRACEPARENT = /^(?:traceparent\s*[:=]\s*)?[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/i;
const AMZN_NAME = /^x-amzn-trace-id\s*[:=]\s*/i;
/** Members as `Root=1-…;Parent=…;Sampled=1`. Source: AWS X-Ray Developer Guide, "Tracing header". */
const AMZN_MEMBERS = /^(?:[a-z]+=[^;\s=]*\s*(?:;\s*|$))+$/i;
const ROOT = /(?:^|;)\s*root=([^;\s]+)/i;

/**
 * The trace that a text names, as people paste it: an id in X-Ray's form or W3C's 32 digits, or a header with one.
 *
 *     X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
 *     traceparent: 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01
 */
export function readTraceReference(text: string): TraceReference | undefined {
  const trimmed = text.trim().replace(/^(["'`])(.*)\1$/, "$2");
  const bare = toTraceId(trimmed);
  if (bare !== undefined) return { id: bare, isWhole: true };
  const ofW3c = TRACEPARENT.exec(trimmed)?.[1];
  const w3cId = ofW3c === undefined ? undefined : toTraceId(ofW3c);
  if (w3cId !== undefined) return { id: w3cId, isWhole: true };
  const members = trimmed.replace(AMZN_NAME, "");
  const root = AMZN_MEMBERS.test(members) ? ROOT.exec(members)?.[1] : undefined;
  const id = root === undefined ? undefined : toTraceId(root);
  return id === undefined ? undefined : { id, isWhole: false };
}
