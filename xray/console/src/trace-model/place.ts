import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import type { Place } from "./step.ts";

type Entity = SegmentDocument | Subsegment;

/** What the application calls the step in which it waits for a free connection of its pool. */
const WAIT_NAME = "wait for a connection";

/**
 * Whether the step waits in a queue and does no work. The backend marks that with the annotation `wait: true` on `wait
 * for a connection`; no SDK of AWS marks waits.
 */
export function isWait(entity: Entity): boolean {
  return entity.annotations?.["wait"] === true || entity.name === WAIT_NAME;
}

/** The place of a service, by the type of its segment (`origin`) or of its node on the map. */
export function placeOfType(type: string | undefined): Place {
  if (type === undefined) return "service";
  if (type === "AWS::RUM::AppMonitor") return "browser";
  if (type.startsWith("Database::")) return "database";
  if (type === "remote" || !isHost(type)) return "remote";
  return "service";
}

/**
 * The place of a step inside a segment. A call whose callee sent a segment belongs to the caller: the callee's own row
 * shows where the time went. A call without such a segment stands for the callee.
 */
export function placeOfSubsegment(entity: Entity, owner: Place, calleeReports: boolean): Place {
  if (entity.sql || isWait(entity)) return "database";
  const calls = entity.namespace === "aws" || entity.namespace === "remote";
  return calls && !calleeReports ? "remote" : owner;
}

/**
 * The types of an application's own hosts, in lower case, because API Gateway and the guide write its type differently.
 * Every other `AWS::…` is a service that an application uses.
 */
const HOSTS = [
  "aws::ec2::",
  "aws::ecs::",
  "aws::eks::",
  "aws::elasticbeanstalk::",
  "aws::apprunner::",
  "aws::appmesh::",
  "aws::lambda",
  "aws::apigateway::",
];

function isHost(type: string): boolean {
  const lowered = type.toLowerCase();
  return !lowered.startsWith("aws::") || HOSTS.some((host) => lowered.startsWith(host));
}
