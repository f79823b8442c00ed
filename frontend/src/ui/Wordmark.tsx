/** The bomb and the name; only the bomb where there is room for icons only. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
        <circle cx="11" cy="16" r="8.5" fill="var(--accent)" />
        <g fill="none" strokeLinecap="round">
          <path
            d="m16.6 9.4 2-2c1.4-1.4 2.1-.3 3-1.3.9-.9.3-2.2 1.4-3.3"
            stroke="var(--ink-1)"
            strokeWidth="1.8"
          />
          <path d="M7 14.6a4.5 4.5 0 0 1 3-3.1" stroke="#fff" strokeOpacity=".75" strokeWidth="1.6" />
        </g>
      </svg>
      <span>Cruddur</span>
    </span>
  );
}
