import type { ReactNode } from "react";
import { IconFrame } from "shared-ui/IconFrame.tsx";

/** The console's own icons, drawn on 16 × 16 with a stroke of 1.4. */
const SHAPES = {
  "chevron-down": <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  "chevron-up": <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  "chevron-left": <path d="m9.5 4.5-3.5 3.5 3.5 3.5" />,
  "chevron-right": <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3l2 1.5" />
    </>
  ),
  history: <path d="M2.8 6.2A5.5 5.5 0 1 1 2.5 8M2.5 3v3.3h3.3M8 5.2V8l2 1.4" />,
  filter: <path d="M2.5 4h11M4.75 8h6.5M6.75 12h2.5" />,
  columns: <path d="M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9" />,
  table: <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  pencil: (
    <path d="m3 13 .7-2.9 7-7a1.1 1.1 0 0 1 1.5 0l.7.7a1.1 1.1 0 0 1 0 1.5l-7 7zM9.700 4.100l2.200 2.200" />
  ),
  bin: (
    <path d="M3 4.500h10M6.200 4.500V3h3.600v1.500M4.300 4.500l.6 8.500h6.200l.6-8.500M6.800 7v3.700M9.200 7v3.700" />
  ),
  undo: <path d="M6 3 3 6l3 3M3.300 6h5.900a3.300 3.300 0 0 1 0 6.600H6" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  swap: <path d="M4 6h8.500L10 3.500M12 10H3.500L6 12.500" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  grip: <path d="M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01" strokeWidth="2" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M3.5 10.5h-.25a.75.75 0 0 1-.75-.75v-6.5a.75.75 0 0 1 .75-.75h6.5a.75.75 0 0 1 .75.75v.25" />
    </>
  ),
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.7.7M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.7-.7" />
  ),
  download: <path d="M8 2.500v7.500M5 7.500 8 10.500l3-3M3 13.500h10" />,
  compare: <path d="M2.5 5h7M2.5 8h4M2.5 11h9" />,
  fit: <path d="M2.5 6V2.5H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10" />,
  browser: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M2.5 8h11M8 2.5c4 3.3 4 7.7 0 11M8 2.5c-4 3.3-4 7.7 0 11" />
    </>
  ),
  service: (
    <>
      <rect x="2.75" y="3.75" width="10.5" height="8.5" rx="1" />
      <path d="m5 6.5 1.75 1.5L5 9.5M8 9.75h2.75" />
    </>
  ),
  database: (
    <>
      <ellipse cx="8" cy="4.25" rx="4.75" ry="1.75" />
      <path d="M3.25 4.25v7.5C3.25 12.7 5.4 13.5 8 13.5s4.75-.8 4.75-1.75v-7.5M3.25 8c0 .95 2.15 1.75 4.75 1.75S12.75 8.95 12.75 8" />
    </>
  ),
  remote: <path d="M4.75 12.25a2.75 2.75 0 0 1-.3-5.48 3.75 3.75 0 0 1 7.25.5 2.5 2.5 0 0 1-.2 4.98z" />,
  lock: (
    <>
      <rect x="3.75" y="7" width="8.5" height="6" rx="1" />
      <path d="M5.5 7V5.25a2.5 2.5 0 0 1 5 0V7" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.25" r="2.5" />
      <path d="M3 13.25c.4-2.6 2.4-4 5-4s4.600 1.400 5 4" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decorative: give a name to the control around it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return <IconFrame size={size}>{SHAPES[name]}</IconFrame>;
}
