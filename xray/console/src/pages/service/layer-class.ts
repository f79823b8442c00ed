import type { ResponseLayer } from "./response-layers.ts";

/** The look of a layer, which its square in the legend has too. */
export function layerClass({ kind, place, rank }: Pick<ResponseLayer, "kind" | "place" | "rank">): string {
  const look = kind === "call" ? `${place} service-rank-${Math.min(rank, 3)}` : kind;
  return `service-layer service-layer-${look}`;
}
