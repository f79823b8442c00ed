import type { ReactNode } from "react";

/** The frame of an icon, for shapes on a grid of 16. It has no words of its own: what it stands for is said beside it. */
export function IconFrame({ size = 16, children }: { size?: number; children: ReactNode }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  );
}
