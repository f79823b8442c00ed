import type { CSSProperties } from "react";
import { hueOf, initialsOf } from "../lib/avatar.ts";
import "./avatar.css";

interface AvatarProps {
  displayName: string;
  handle: string;
  /** Pixels across. */
  size: number;
}

/** Initials on a colour that belongs to the handle. The name stands beside it, so it is silent. */
export function Avatar({ displayName, handle, size }: AvatarProps) {
  const style = { "--hue": hueOf(handle), "--size": `${size}px` } as CSSProperties;
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {initialsOf(displayName)}
    </span>
  );
}
