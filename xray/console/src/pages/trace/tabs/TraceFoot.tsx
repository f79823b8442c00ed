const KEYS = [
  { keys: ["J", "K"], words: "row" },
  { keys: ["←", "→"], words: "fold" },
  { keys: ["C"], words: "critical path" },
  { keys: ["Z"], words: "zoom to row" },
  { keys: ["N"], words: "next finding" },
  { keys: ["O"], words: "next outlier" },
  { keys: ["?"], words: "all shortcuts" },
];

/** The keys that help most here. */
export function TraceFoot() {
  return (
    <div className="view-foot">
      {KEYS.map(({ keys, words }) => (
        <span key={words}>
          {keys.map((key) => (
            <kbd key={key} className="key">
              {key}
            </kbd>
          ))}
          {words}
        </span>
      ))}
    </div>
  );
}
