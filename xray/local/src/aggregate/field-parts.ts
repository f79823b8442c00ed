import type { FigureField } from "../console-wire/figures.ts";
import type { SharedPart } from "../model/trace-rows.ts";

const PARTS: Partial<Record<FigureField, SharedPart>> = {
  endpoint: "http",
  url: "http",
  method: "http",
  status: "http",
  userAgent: "http",
  clientIp: "http",
  service: "topology",
  entryPoint: "topology",
  instance: "topology",
  zone: "topology",
  user: "labels",
  annotation: "labels",
  rootCause: "activity",
  mostOfIt: "activity",
  version: "activity",
  call: "activity",
  kind: "activity",
  target: "activity",
  statement: "activity",
  awsCall: "activity",
  remoteCall: "activity",
  exception: "activity",
};

/**
 * The part of a trace that has its values of the field; undefined for its outcome, and for fields that traces do not
 * have.
 */
export function partOf(field: FigureField): SharedPart | undefined {
  return field.startsWith("annotation.") ? "labels" : PARTS[field];
}
