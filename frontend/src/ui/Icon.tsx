import type { ReactNode } from "react";

export type IconName = "bomb" | "home" | "like" | "reply" | "repost";

/** Lines of 1.3 on a grid of 16, in the colour of the text around them. */
const SHAPES: Readonly<Record<IconName, ReactNode>> = {
  bomb: (
    <>
      <circle cx="6.5" cy="9.9" r="4.5" fill="currentColor" stroke="none" />
      <path d="m9 5.6 2 2" strokeWidth="2.2" />
      <path d="M10.7 5.8c.6-1.7 1.4-2.3 2.3-2 .9.3 1.3-.2 1.5-1.2" strokeWidth="1.2" />
    </>
  ),
  home: <path d="M2.75 7.1 8 2.7l5.25 4.4v6.15h-3.7V9.5h-3.1v3.75h-3.7z" />,
  like: (
    <path d="M8 13.3C5.1 11.5 2.5 9.3 2.5 6.5a2.85 2.85 0 0 1 5.5-1.1 2.85 2.85 0 0 1 5.5 1.1c0 2.8-2.6 5-5.5 6.8z" />
  ),
  reply: (
    <path d="M13.3 7.3c0 2.5-2.4 4.5-5.3 4.5-.7 0-1.4-.1-2-.3L2.75 12.8l1-2.5a4.1 4.1 0 0 1-1.05-3c0-2.5 2.4-4.5 5.3-4.5s5.3 2 5.3 4.5z" />
  ),
  repost: (
    <path d="m2.5 6 2.25-2.25L7 6M4.75 4v6.5c0 .4.350.75.750.75H9M13.5 10l-2.25 2.25L9 10m2.25 2V5.5a.75.75 0 0 0-.75-.75H7" />
  ),
};

/** A picture without words of its own: what it stands for is said beside it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
