import type { FilterSyntaxError } from "xray-local/filter/parse/parse-filter.ts";
import { paintFilter } from "./paint-filter.ts";

/** The coloured text, under an input whose own text is transparent; or alone, where it is only read. */
export function FilterPaint({
  text,
  error,
  scrollLeft = 0,
}: {
  text: string;
  error?: FilterSyntaxError | undefined;
  scrollLeft?: number;
}) {
  return (
    <span className="filter-paint" aria-hidden="true">
      <span style={{ transform: `translateX(${-scrollLeft}px)` }}>
        {paintFilter(text, error).map((run) => (
          <span key={run.start} className={`paint-${run.kind ?? "space"}${run.wrong ? " paint-wrong" : ""}`}>
            {run.text}
          </span>
        ))}
      </span>
    </span>
  );
}
