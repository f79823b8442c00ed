import type { ReactNode } from "react";
import { IconFrame } from "shared-ui/IconFrame.tsx";

export type IconName =
  | "back"
  | "bell"
  | "bomb"
  | "check"
  | "chevron"
  | "close"
  | "home"
  | "like"
  | "mail"
  | "more"
  | "person"
  | "plus"
  | "reply"
  | "repost"
  | "scenario"
  | "search"
  | "share";

/** Lines of 1.3 px on a grid of 16, in the colour of the text. */
const SHAPES: Readonly<Record<IconName, ReactNode>> = {
  back: <path d="M13 8H3.2M7.2 3.8 3 8l4.2 4.2" />,
  bell: <path d="M4.1 10.9V7.1a3.9 3.9 0 0 1 7.8 0v3.8l.95 1.3H3.15zM6.8 14.2h2.4" />,
  bomb: (
    <>
      <circle cx="6.5" cy="9.9" r="4.5" fill="currentColor" stroke="none" />
      <path d="m9 5.6 2 2" strokeWidth="2.2" />
      <path d="M10.7 5.8c.6-1.7 1.4-2.3 2.3-2 .9.3 1.3-.2 1.5-1.2" strokeWidth="1.2" />
    </>
  ),
  check: <path d="m3.2 8.4 3.1 3.1 6.5-6.8" />,
  chevron: <path d="m4.6 6.4 3.4 3.4 3.4-3.4" />,
  close: <path d="m3.8 3.8 8.4 8.4m0-8.4-8.4 8.4" />,
  home: <path d="M2.75 7.1 8 2.7l5.25 4.4v6.15h-3.7V9.5h-3.1v3.75h-3.7z" />,
  like: (
    <path d="M8 13.3C5.1 11.5 2.5 9.3 2.5 6.5a2.85 2.85 0 0 1 5.5-1.1 2.85 2.85 0 0 1 5.5 1.1c0 2.8-2.6 5-5.5 6.8z" />
  ),
  mail: <path d="M2.5 3.8h11v8.4h-11zM2.8 4.1 8 8.6l5.2-4.5" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.2" />,
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.5" />
      <path d="M3 13.2c.4-2.6 2.4-4 5-4s4.6 1.4 5 4" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" strokeWidth="1.6" />,
  reply: (
    <path d="M13.3 7.3c0 2.5-2.4 4.5-5.3 4.5-.7 0-1.4-.1-2-.3L2.75 12.8l1-2.5a4.1 4.1 0 0 1-1.05-3c0-2.5 2.4-4.5 5.3-4.5s5.3 2 5.3 4.5z" />
  ),
  repost: (
    <path d="m2.5 6 2.25-2.25L7 6M4.75 4v6.5c0 .4.350.75.750.75H9M13.5 10l-2.25 2.25L9 10m2.25 2V5.5a.75.75 0 0 0-.75-.75H7" />
  ),
  scenario: <path d="M6.3 2.6h3.4M7 2.6v3.7l-3.6 6.1c-.3.5.1 1 .6 1h8c.5 0 .9-.5.6-1L9 6.3V2.6M5.5 10h5" />,
  search: (
    <>
      <circle cx="6.9" cy="6.9" r="4.2" />
      <path d="m10 10 3.4 3.4" />
    </>
  ),
  share: <path d="M8 9.8V2.7M5.2 5.3 8 2.5l2.8 2.8M3.2 8.4v4.9h9.6V8.4" />,
};

/** Decorative: its meaning is said beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return <IconFrame size={size}>{SHAPES[name]}</IconFrame>;
}
