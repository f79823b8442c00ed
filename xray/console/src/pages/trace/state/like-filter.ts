import { templateUrl } from "xray-local/trace/activity/text-templates.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { rowFilter } from "../../services/service-filter.ts";

/** The expression that finds the traces of the same URL, ids apart; empty for a trace without a segment. */
export function likeFilter({ main }: TraceTree): string {
  if (main?.service === undefined || main.kind !== "segment") return "";
  const { method = "", url } = main.entity.http?.request ?? {};
  return rowFilter({
    service: main.service.Name,
    type: main.service.Type,
    method,
    url: url === undefined ? "" : templateUrl(url),
  });
}
