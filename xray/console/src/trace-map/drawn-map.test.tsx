import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { layoutMap } from "../map-model/layout.ts";
import type { MapStyle } from "../map-model/layout.ts";
import { toMapGraph } from "../map-model/map-graph.ts";
import { makeEdge, makeService } from "../testing/make-services.ts";
import { MapEdges } from "./MapEdges.tsx";
import { MapEdgeShape } from "./MapEdgeShape.tsx";
import type { EdgeTone } from "./MapEdgeShape.tsx";
import { NodeRing } from "./NodeRing.tsx";

const all = (markup: string, attribute: string) =>
  [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value]) => value);

describe("a ring", () => {
  const ring = (
    isClient: boolean,
    isInferred: boolean,
    counts = { ok: 3, error: 1, throttle: 1, fault: 1 },
  ) =>
    renderToStaticMarkup(
      <NodeRing counts={counts} radius={20} isClient={isClient} isInferred={isInferred} failureWidth={6} />,
    );

  test("is patterned where it has neither gone well nor faulted, the worst first", () => {
    expect(all(ring(false, false), "stroke")).toEqual([
      "var(--fault)",
      "url(#pattern-throttle)",
      "url(#pattern-error)",
      "var(--ok)",
    ]);
  });

  test("has a halo around it where the node is inferred, and none around a client", () => {
    expect(all(ring(false, true), "class")).toEqual(["map-ground", "map-halo"]);
    expect(all(ring(false, true), "r")).toEqual(["23", "26.5"]);
    expect(all(ring(true, true), "class")).toEqual(["map-client"]);
  });
});

describe("an edge", () => {
  const draw = (tone: EdgeTone, asynchronous: boolean, arrival = 0) =>
    renderToStaticMarkup(
      <MapEdgeShape
        shape={{ path: "M0 0L92 50", tip: { x: 100, y: 50 }, label: { x: 40, y: 20 } }}
        width={2}
        label={{ time: "18 ms", rate: "", failure: { outcome: "fault", text: "4 %" }, width: 30 }}
        asynchronous={asynchronous}
        tone={tone}
        arrival={arrival}
      />,
    );

  test("points at its tip, unless it is one of many on a crowded map", () => {
    expect(draw("plain", false)).toContain('d="M92 45.5L100 50L92 54.5Z"');
    expect(draw("quiet", false)).not.toContain("map-edge-arrow");
  });

  test("is dashed where nobody waits for the answer", () => {
    expect(all(draw("plain", true), "stroke-dasharray")).toEqual(["2 4"]);
    expect(all(draw("plain", false), "stroke-dasharray")).toEqual([]);
  });

  test("has a dot from its first arrival on, along its line", () => {
    expect(draw("plain", false)).not.toContain("map-dot");
    expect(draw("plain", false, 1)).toContain("offset-path:path(&quot;M0 0L92 50&quot;)");
  });

  test("has room for two lines of its label, the failure without a gap where no rate stands before it", () => {
    const markup = draw("plain", false);
    expect(markup).toContain('<rect x="-21" y="-15" width="42" height="30">');
    expect(markup).toContain('<tspan dx="0" class="map-tspan-fault">4 %</tspan>');
  });
});

describe("the edges of a map", () => {
  const graph = toMapGraph([
    makeService(0, "web", [makeEdge(1, { ok: 9, fault: 1 }), makeEdge(2, { ok: 100 })]),
    makeService(1, "api", []),
    makeService(2, "files", []),
  ]);
  const [toApi, toFiles] = graph.edges;
  const draw = (style: MapStyle, selected = "", hovered = "") =>
    renderToStaticMarkup(
      <svg>
        <MapEdges
          edges={graph.edges}
          layout={layoutMap(graph.nodes, graph.edges, style)}
          radii={new Map(graph.nodes.map(({ key }) => [key, 20]))}
          rangeSec={60}
          shown="all"
          selected={selected}
          hovered={hovered}
          onSelect={() => undefined}
        />
      </svg>,
    );
  const tones = (markup: string) => [...markup.matchAll(/map-edge map-edge-(\w+)/g)].map(([, tone]) => tone);

  test("are as wide as they are busy, and plain but for the selected one", () => {
    expect(all(draw("full"), "stroke-width")).toEqual(["2.7", "4"]);
    expect(tones(draw("full", toFiles?.key))).toEqual(["plain", "selected"]);
  });

  test("that fault are drawn last over a crowd, where others are quiet and none has figures", () => {
    const markup = draw("crowded");
    expect(tones(markup)).toEqual(["quiet", "fault"]);
    expect(all(markup, "stroke-width")).toEqual(["1", "1.5"]);
    expect(markup).not.toContain("<text");
  });

  test("fade where the pointer is on a node that they do not touch", () => {
    const dim = (hovered: string | undefined) => draw("full", "", hovered).split("map-dim").length - 1;
    expect([dim(""), dim(toApi?.from), dim(toApi?.to)]).toEqual([0, 0, 1]);
  });
});
