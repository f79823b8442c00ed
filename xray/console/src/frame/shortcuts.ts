import { VIEWS } from "../views.ts";

/** The keys of the console, for the list of shortcuts; the views bind them with useKeys. */
export const SHORTCUTS: readonly {
  group: string;
  keys: readonly { what: string; keys: readonly string[]; sequence?: boolean }[];
}[] = [
  {
    group: "Anywhere",
    keys: [
      { what: "Command palette", keys: ["Ctrl", "K"] },
      { what: "This sheet", keys: ["?"] },
      { what: "Filter", keys: ["/"] },
      {
        what: VIEWS.map((view) => view.label).join(", "),
        keys: ["G", ...VIEWS.map((view) => view.key.toUpperCase())],
        sequence: true,
      },
      { what: "Group 1 to 9", keys: ["G", "1 … 9"], sequence: true },
      { what: "Time range", keys: ["T"] },
      { what: "Pause or resume live", keys: ["Space"] },
      { what: "Back", keys: ["Esc"] },
    ],
  },
  {
    group: "Services",
    keys: [
      { what: "Row down, up", keys: ["J", "K"] },
      { what: "Open", keys: ["Enter"] },
      { what: "Fold, unfold a service", keys: ["←", "→"] },
      { what: "Next, previous finding", keys: ["N", "P"] },
      { what: "Next order", keys: ["S"] },
      { what: "By name", keys: ["Shift", "S"] },
    ],
  },
  {
    group: "Service",
    keys: [
      { what: "Next, previous endpoint", keys: ["]", "["] },
      { what: "Next, previous finding", keys: ["N", "P"] },
      { what: "Against the range before, off", keys: ["A"] },
      { what: "Brush a time, then arrows", keys: ["B"] },
      { what: "Compare the brush with the rest", keys: ["D"] },
    ],
  },
  {
    group: "List",
    keys: [
      { what: "Row down, up", keys: ["J", "K"] },
      { what: "Open", keys: ["Enter"] },
      { what: "Choose for comparison", keys: ["X"] },
      { what: "Compare the two", keys: ["Shift", "C"] },
      { what: "Brush a region, then arrows", keys: ["B"] },
      { what: "Compare the selection with the rest", keys: ["D"] },
      { what: "Columns", keys: ["Shift", "O"] },
    ],
  },
  {
    group: "Compare sets",
    keys: [
      { what: "Attribute down, up", keys: ["J", "K"] },
      { what: "Look at it", keys: ["Enter"] },
      { what: "Only A with it, without it", keys: ["+", "−"] },
      { what: "Keep it in both", keys: ["H"] },
      { what: "Swap A and B", keys: ["W"] },
    ],
  },
  {
    group: "Errors",
    keys: [
      { what: "New, rising, reached the client, handled", keys: ["1", "2", "3", "4"] },
      { what: "Kind down, up", keys: ["J", "K"] },
      { what: "Look at it", keys: ["Enter"] },
      { what: "Find a type, text or stack", keys: ["/"] },
    ],
  },
  {
    group: "Calls",
    keys: [
      { what: "Next, previous row", keys: ["J", "K"] },
      { what: "Next, previous finding", keys: ["N", "P"] },
      { what: "Next order", keys: ["S"] },
      { what: "Find", keys: ["/"] },
    ],
  },
  {
    group: "Trace",
    keys: [
      { what: "Row down, up", keys: ["J", "K"] },
      { what: "Fold, unfold", keys: ["←", "→"] },
      { what: "Timeline, flame, steps", keys: ["1", "2", "3"] },
      { what: "Next, previous finding", keys: ["N", "P"] },
      { what: "Next outlier", keys: ["O"] },
      { what: "Next slowest trace", keys: ["S"] },
      { what: "In the flame: zoom, back", keys: ["Enter", "Esc"] },
      { what: "Critical path", keys: ["C"] },
      { what: "Zoom to row, whole trace", keys: ["Z", "0"] },
      { what: "Pan", keys: ["Shift", "←", "→"] },
      { what: "Find a row", keys: ["F"] },
      { what: "Newer, older trace", keys: ["[", "]"] },
    ],
  },
  {
    group: "Map",
    keys: [
      { what: "Next node along an edge", keys: ["arrows"] },
      { what: "Open its panel", keys: ["Enter"] },
      { what: "Table", keys: ["Shift", "T"] },
      { what: "Fit", keys: ["0"] },
    ],
  },
];
