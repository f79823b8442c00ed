// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { collectComplaints } from "../testing/complaints.ts";
import { openConsole, settle } from "../testing/open-console.tsx";

vi.mock("../pages/MapPage.tsx", () => {
  throw new TypeError("Failed to fetch dynamically imported module");
});
vi.mock("../pages/groups/group-users.ts", () => ({
  groupUsers: () => {
    throw new Error("no users");
  },
}));

test("a view whose code does not come leaves the frame, from which another is opened", async () => {
  const { user } = await openConsole("/map");
  expect(screen.getByRole("alert").textContent).toContain("The code of this view did not come");
  await user.click(screen.getByRole("link", { name: "Health" }));
  await settle();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("heading", { name: /Everything listens/ })).toBeDefined();
  // React tells of what a boundary caught.
  collectComplaints();
});

test("a view that fails while it is drawn says with what, and G leads elsewhere", async () => {
  const { user, address } = await openConsole("/groups");
  expect(screen.getByRole("alert").textContent).toContain("no users");
  await user.keyboard("gt");
  expect(address()).toBe("/traces");
  expect(screen.queryByRole("alert")).toBeNull();
  // React tells of what a boundary caught.
  collectComplaints();
});
