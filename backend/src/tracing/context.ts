import AWSXRay from "aws-xray-sdk-core";
import type { Segment, Subsegment } from "aws-xray-sdk-core";

/**
 * The segment or subsegment of the current asynchronous context. Read from the namespace rather than with the SDK's
 * `getSegment`, which complains, and with AWS_XRAY_CONTEXT_MISSING=RUNTIME_ERROR throws, where there is none.
 */
export function currentEntity(): Segment | Subsegment | undefined {
  return AWSXRay.getNamespace().get("segment") as Segment | Subsegment | undefined;
}
