// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { createVocabulary } from "xray-local/filter/complete/vocabulary.ts";
import { makeSummary } from "../testing/make-summary.ts";
import { FilterBox } from "./FilterBox.tsx";

// jsdom has neither layout nor this.
Element.prototype.scrollIntoView = () => undefined;
afterEach(cleanup);

const annotated = makeSummary({
  Annotations: { rows: [{ AnnotationValue: { NumberValue: 24 }, ServiceIds: [] }] },
});

function setUp(history: readonly string[] = []) {
  const onFilter = vi.fn<(filter: string, replace: boolean) => void>();
  const onInvalid = vi.fn<(invalid: boolean) => void>();
  const onApplied = vi.fn<(filter: string) => void>();
  const vocabulary = () => createVocabulary([annotated]);
  function Page() {
    const [filter, setFilter] = useState("");
    return (
      <FilterBox
        filter={filter}
        vocabulary={vocabulary}
        history={history}
        onFilter={(next, replace) => {
          setFilter(next);
          onFilter(next, replace);
        }}
        onApplied={onApplied}
        onInvalid={onInvalid}
      />
    );
  }
  render(<Page />);
  return { onFilter, onInvalid, onApplied, user: userEvent.setup(), box: screen.getByRole("combobox") };
}

test("Enter runs a valid filter at once", async () => {
  const { user, box, onFilter, onApplied } = setUp();
  await user.type(box, "fault{Escape}{Enter}");
  expect(onFilter).toHaveBeenCalledWith("fault", false);
  expect(onApplied).toHaveBeenCalledWith("fault");
});

test("a valid filter runs by itself when typing rests", async () => {
  const { user, box, onFilter } = setUp();
  await user.type(box, "responsetime > 2");
  await vi.waitFor(() => expect(onFilter).toHaveBeenCalledWith("responsetime > 2", expect.anything()));
});

test("what is no filter is told with its column, and does not run", async () => {
  const { user, box, onFilter, onInvalid } = setUp();
  await user.type(box, "responsetime > x");
  expect(box).toHaveProperty("ariaInvalid", "true");
  expect(screen.getByText(/^Column 16/).textContent).toContain(
    "The list still shows the last filter that worked.",
  );
  expect(onInvalid).toHaveBeenLastCalledWith(true);
  expect(onFilter).not.toHaveBeenCalledWith("responsetime > x", expect.anything());
});

test("completion offers what exists, with its count, and Tab takes it", async () => {
  const { user, box } = setUp();
  await user.type(box, "annotation.r");
  const [first] = screen.getAllByRole("option");
  expect(first?.textContent).toContain("annotation.rows");
  expect(first?.textContent).toContain("1 trace");
  await user.tab();
  expect(box).toHaveProperty("value", "annotation.rows");
});

test("the arrow up on an empty line shows the filters before", async () => {
  const { user, box, onFilter } = setUp(["error", "fault"]);
  await user.type(box, "{ArrowUp}{ArrowDown}{Enter}");
  expect(onFilter).toHaveBeenCalledWith("fault", false);
});
