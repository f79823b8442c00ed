/**
 * The patterns `url(#pattern-error)` and `url(#pattern-throttle)` for bars and rings, once per document. Faults and ok
 * are plain colours.
 */
export function OutcomePatterns() {
  return (
    <svg className="visually-hidden" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern
          id="pattern-error"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="4" fill="var(--error)" fillOpacity=".35" />
          <rect width="2.2" height="4" fill="var(--error)" />
        </pattern>
        <pattern id="pattern-throttle" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--throttle)" fillOpacity=".3" />
          <rect width="2" height="4" fill="var(--throttle)" />
        </pattern>
      </defs>
    </svg>
  );
}
