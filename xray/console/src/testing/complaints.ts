import { vi } from "vitest";

let complaints: string[] = [];

/** Collects what React and others print as errors: an update outside of `act`, keys that are missing, wrong nesting. */
export function collectComplaints(): void {
  complaints = [];
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => {
    // jsdom does not know this element yet.
    if (parts[1] !== "search") complaints.push(parts.map(String).join(" "));
  });
}

/** What was printed since, each once. */
export function complaintsSince(): readonly string[] {
  return [...new Set(complaints)];
}
