/** Three bars of a timeline: it means "trace" in both pages. `size` in pixels. */
export function TraceGlyph({ size = 14 }: { size?: number }) {
  return (
    <svg className="trace-glyph" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="3" width="18" height="3.5" rx=".5" fill="var(--ink-1)" />
      <rect
        x="5.6"
        y="8.9"
        width="6.3"
        height="2.3"
        rx=".3"
        fill="none"
        stroke="var(--ink-1)"
        strokeWidth="1.2"
      />
      <rect x="11.5" y="13.5" width="7.5" height="3.5" rx=".5" fill="var(--accent)" />
    </svg>
  );
}
