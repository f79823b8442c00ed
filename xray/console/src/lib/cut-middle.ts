/**
 * A name of at most so many characters. What tells names apart is more often at their ends: the middle goes.
 *
 *     http://payments.internal:8080, 20   ->   http://pay…nal:8080
 */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}
