import { vi } from "vitest";

let complaints: string[] = [];

/** Collects the errors that React and others print: an update outside of `act`, missing keys, wrong nesting. */
export function collectComplaints(): void {
  complaints = [];
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => {
    // jsdom does not know this element.
    if (parts[1] !== "search") complaints.push(parts.map(String).join(" "));
  });
}

/** The errors printed since `collectComplaints`, each once. */
export function complaintsSince(): readonly string[] {
  return [...new Set(complaints)];
}
