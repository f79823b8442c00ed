// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { lazyPage } from "./lazy-page.tsx";

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
