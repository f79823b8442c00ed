import { serviceKey } from "xray-local/model/trace-topology.ts";
import type { ServiceId } from "xray-local/protocol/api-types.ts";
import type { ImpactService } from "../api/operations.ts";

/**
 * The way that failures went, from who asked to where they began: the shortest one to the root cause. A fan of callers
 * is told by the one; where none leads there, the root cause stands alone.
 *
 *     client → shop-web → checkout → payment
 */
export function impactPath(
  services: readonly ImpactService[],
  rootCause: Pick<ServiceId, "Name" | "Type">,
): readonly ImpactService[] {
  const byId = new Map(services.map((service) => [service.ReferenceId, service]));
  const end = services.find((service) => serviceKey(service) === serviceKey(rootCause));
  if (end === undefined) return [];
  const callers = Map.groupBy(
    services.flatMap((from) => from.Edges.map(({ ReferenceId }) => ({ from, to: ReferenceId }))),
    ({ to }) => to,
  );
  let ways: readonly (readonly ImpactService[])[] = [[end]];
  const seen = new Set([end.ReferenceId]);
  let best: readonly ImpactService[] = [end];
  while (ways.length > 0) {
    [best = [end]] = ways;
    const started = ways.find(([first]) => first !== undefined && !callers.has(first.ReferenceId));
    if (started !== undefined) return started;
    ways = ways.flatMap((way) => {
      const [first] = way;
      const known = first === undefined ? [] : (callers.get(first.ReferenceId) ?? []);
      return known.flatMap(({ from }) => {
        if (seen.has(from.ReferenceId) || !byId.has(from.ReferenceId)) return [];
        seen.add(from.ReferenceId);
        return [[from, ...way]];
      });
    });
  }
  return best;
}
