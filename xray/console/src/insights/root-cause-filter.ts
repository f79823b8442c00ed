import { quoteString } from "xray-local/filter/format-filter.ts";
import type { ServiceId } from "xray-local/protocol/api-types.ts";

/** The expression that finds traces that failed because of a service: `rootcause.fault.service { name = "payment" }`. */
export function rootCauseFilter({ Name }: Pick<ServiceId, "Name">): string {
  return `rootcause.fault.service { name = ${quoteString(Name)} }`;
}
