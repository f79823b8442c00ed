/**
 * The candidate with the fewest edits from the word, if they are few enough for a typing error: a third of its letters.
 *
 *     nearestWord("responstime", ["ok", "responsetime"])  ->  "responsetime"
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = countEdits(word, candidate);
    if (edits < fewest) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

/**
 * Counts letters that were added, left out or replaced, and neighbours that changed places (optimal string alignment).
 */
function countEdits(left: string, right: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      let fewest = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && isSwapped) fewest = Math.min(fewest, (twoAbove[column - 2] ?? 0) + 1);
      current.push(fewest);
    }
    twoAbove = above;
    above = current;
  }
  return above.at(-1) ?? 0;
}
