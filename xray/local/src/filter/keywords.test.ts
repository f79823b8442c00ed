import { describe, expect, it } from "vitest";
import { edgeColumns, nodeColumns, traceColumns } from "./evaluate/columns.ts";
import {
  causeEntityColumns,
  causeExceptionColumns,
  causeServiceColumns,
} from "./evaluate/compile-root-cause.ts";
import { keywordsIn } from "./keywords.ts";
import type { FilterContext } from "./keywords.ts";

const COLUMNS: Record<FilterContext, Readonly<Record<string, { type: string }>>> = {
  trace: traceColumns,
  service: nodeColumns,
  edge: edgeColumns,
  "rootcause.service": causeServiceColumns,
  "rootcause.entity": causeEntityColumns,
  "rootcause.responsetime.entity": causeEntityColumns,
  "rootcause.exception": causeExceptionColumns,
};

describe("the table of keywords", () => {
  it.each(Object.entries(COLUMNS) as [FilterContext, (typeof COLUMNS)[FilterContext]][])(
    "has for %s what the evaluator can read there, in the same type",
    (context, columns) => {
      const readable = Object.entries(columns).map(
        ([name, { type }]) => `${name} ${type.replace("strings", "string")}`,
      );
      const known = keywordsIn(context).map(({ name, type }) => `${name} ${type}`);
      const only = context === "rootcause.entity" ? ["coverage number"] : [];
      expect([...known, ...only].toSorted()).toEqual(readable.toSorted());
    },
  );
});
