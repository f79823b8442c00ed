import { invalidRequest } from "../model/errors.ts";

/** From the model, GetInsightSummaries and GetInsightImpactGraph. */
export const MAX_INSIGHT_AGE_SEC = 30 * 24 * 3_600;

/** Both in epoch seconds. Throws InvalidRequestException for a range that the insight operations reject. */
export function checkInsightWindow(startSec: number, endSec: number, nowSec: number): void {
  if (endSec <= startSec) throw invalidRequest("EndTime must be after StartTime");
  if (nowSec - startSec > MAX_INSIGHT_AGE_SEC) {
    throw invalidRequest("StartTime cannot be more than 30 days old");
  }
}
