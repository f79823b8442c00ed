// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { PageBoundary } from "./frame/PageBoundary.tsx";
import { lazyPage } from "./lazy-page.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it("shows nothing until the code is there, then the page, and asks for it once", async () => {
  const load = vi.fn(() => Promise.resolve(() => <p>The map</p>));
  const Page = lazyPage(load);
  const { container, unmount } = render(<Page />);
  expect(container.textContent).toBe("");
  expect(await screen.findByText("The map")).toBeDefined();
  unmount();
  render(<Page />);
  expect(screen.getByText("The map")).toBeDefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it("asks again for code that did not come, when it is mounted anew", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const load = vi
    .fn(() => Promise.resolve(() => <p>The map</p>))
    .mockImplementationOnce(() => Promise.reject(new TypeError("Failed to fetch")));
  const Page = lazyPage(load);
  render(
    <PageBoundary place="/map">
      <Page />
    </PageBoundary>,
  );
  expect((await screen.findByRole("alert")).textContent).toContain("The code of this view did not come");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("The map")).toBeDefined();
  expect(load).toHaveBeenCalledTimes(2);
});

it("does not carry the failure of one view to another", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const Failing = () => {
    throw new Error("no figures");
  };
  const { rerender } = render(
    <PageBoundary place="/map">
      <Failing />
    </PageBoundary>,
  );
  expect(screen.getByRole("heading").textContent).toBe("This view failed");
  expect(screen.getByRole("alert").textContent).toContain("no figures");
  rerender(
    <PageBoundary place="/health">
      <p>All is well</p>
    </PageBoundary>,
  );
  expect(screen.getByText("All is well")).toBeDefined();
});
