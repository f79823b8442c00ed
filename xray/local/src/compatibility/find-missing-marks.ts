import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import type { TraceStep } from "../trace/trace-step.ts";
import { rawEntities } from "./raw-entities.ts";

/** What AWS would show otherwise than the sender means, because a member is missing. */

/** `answered 404`, `has an exception`: a failure without a flag; undefined where there is none. */
export function unflaggedFailure(step: TraceStep): string | undefined {
  const { entity } = step;
  if (entity.error === true || entity.fault === true || entity.throttle === true) return undefined;
  const status = entity.http?.response?.status ?? 0;
  if (status >= 400) return `answered ${status}`;
  // A span also keeps exceptions that were handled.
  const hasException = typeof entity.cause === "object" && (entity.cause.exceptions?.length ?? 0) > 0;
  return hasException && !isSpan(step) ? "has an exception" : undefined;
}

function isSpan({ entity, segment }: TraceStep): boolean {
  if (entity.metadata?.["otel"] !== undefined) return true;
  return [entity, segment?.entity].some((each) => /^opentelemetry/i.test(sdkOf(each)));
}

/** Calls without `sql` to what other calls of the trace name, with `sql`, as a database. */
export function callsWithoutSql(steps: readonly TraceStep[]): TraceStep[] {
  const calls = steps.filter(({ kind, entity }) => kind === "subsegment" && entity.namespace === "remote");
  const databases = new Set(
    calls.filter(({ entity }) => entity.sql !== undefined).map(({ entity }) => entity.name),
  );
  return calls.filter(({ entity }) => entity.sql === undefined && databases.has(entity.name));
}

/**
 * A call that is recorded as local work although its `http.request` or `sql` shows that it is a call, and that is
 * inside no other call. `localIds` are subsegments that the sender itself marked `local`.
 */
export function isCallWithoutNamespace(step: TraceStep, localIds: ReadonlySet<string>): boolean {
  const { entity, kind } = step;
  if (kind !== "subsegment" || entity.namespace !== undefined) return false;
  if (entity.http?.request?.url === undefined && entity.sql === undefined) return false;
  if (localIds.has(entity.id) || isOfBrowser(step) || isUnanswered(step)) return false;
  for (let above = step.parent; above !== undefined && above.kind === "subsegment"; above = above.parent) {
    if (above.entity.namespace !== undefined) return false;
  }
  return true;
}

/** Ids of subsegments with `"namespace": "local"`, which SDKs write where they know that there is no call. */
export function localIdsOf(texts: readonly string[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const text of texts) {
    if (!/"namespace"\s*:\s*"local"/.test(text)) continue;
    for (const { id, namespace } of rawEntities(text))
      if (namespace === "local") ids.add(String(id).toLowerCase());
  }
  return ids;
}

/** The files of a page are part of loading it: as nodes they would fill the map. */
function isOfBrowser({ segment }: TraceStep): boolean {
  return (
    segment !== undefined && "origin" in segment.entity && segment.entity.origin === "AWS::RUM::AppMonitor"
  );
}

/** Python's SDK removes `remote` again when nobody could be reached (aws_xray_sdk/ext/aiohttp/client.py). */
function isUnanswered({ entity, segment }: TraceStep): boolean {
  const isFailed = entity.fault === true && entity.http?.response === undefined;
  return isFailed && sdkOf(segment?.entity) === "X-Ray for Python";
}

function sdkOf(entity: SegmentDocument | Subsegment | undefined): string {
  const sdk = entity?.aws?.xray?.["sdk"];
  return typeof sdk === "string" ? sdk : "";
}
