import { isRawObject } from "../../protocol/raw-json.ts";
import type { RawObject } from "../../protocol/raw-json.ts";

/** 5138-11-16 in seconds. Larger numbers are milliseconds. */
const MAX_TIME_SEC = 1e11;

/**
 * Brings a body of GetSamplingTargets into the form of the model, whichever OpenTelemetry sampler sent it. AWS's
 * distribution for Python writes `SampleCount` for `SampledCount` (sampler/_sampling_statistics_document.py); the
 * sampler for Java writes milliseconds (its mapper's form of a Date). If such bodies were rejected, these samplers
 * would silently get no quotas.
 */
export function readSamplingReport(body: unknown): unknown {
  if (!isRawObject(body)) return body;
  const report: Record<string, unknown> = { ...body };
  for (const member of ["SamplingStatisticsDocuments", "SamplingBoostStatisticsDocuments"]) {
    const documents = body[member];
    if (Array.isArray(documents)) report[member] = documents.map(readDocument);
  }
  return report;
}

function readDocument(document: unknown): unknown {
  if (!isRawObject(document)) return document;
  const { SampleCount, ...members }: RawObject = document;
  const { Timestamp: time, SampledCount = SampleCount } = members;
  const Timestamp = typeof time === "number" && time > MAX_TIME_SEC ? time / 1_000 : time;
  return Object.assign(members, { Timestamp, SampledCount });
}
