import type { CSSProperties } from "react";
import { hueOf, initialsOf } from "../lib/avatar.ts";
import "./avatar.css";

interface AvatarProps {
  displayName: string;
  handle: string;
  /** The diameter in pixels. */
  size: number;
}

/** Initials on a colour of the handle. Hidden from screen readers, because the name is beside it. */
export function Avatar({ displayName, handle, size }: AvatarProps) {
  const style = { "--hue": hueOf(handle), "--size": `${size}px` } as CSSProperties;
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initialsOf(displayName)}
    </span>
  );
}
