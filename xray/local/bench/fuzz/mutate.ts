import type { Random } from "./random.ts";

/** Values on which parsers fail: limits of numbers, broken Unicode, names with a special meaning, depth. */
const MORSELS = [
  "null",
  "true",
  '""',
  "[]",
  "{}",
  "-0",
  "1e999",
  "-1e308",
  "9007199254740993",
  "1795500000.000001",
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__":{"x":1},',
  '"constructor":',
  '"subsegments":[',
  '"in_progress":true,',
  '"trace_id":"1-5f84c7a1-e7d1852db8c4fd35d88bf49a",',
  "\n",
  "{",
  "}",
  "[[[[[[[[[[[[[[[[",
  '{"a":{"a":{"a":{"a":',
  '\\"',
  "\u2028",
  "🦆",
  "\uFFFD",
  " AND ",
  " OR !",
  "(((((((((",
  'service("',
  "responsetime > ",
  "annotation.",
] as const satisfies [string, ...string[]];

/** Makes a few small changes anywhere in the text. */
export function mutateText(text: string, random: Random): string {
  let changed = text;
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) changed = changeOnce(changed, random);
  return changed;
}

function changeOnce(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + random.below(20));
  const [head, middle, tail] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (random.below(6)) {
    case 0:
      return head + tail;
    case 1:
      return head + random.pick(MORSELS) + middle + tail;
    case 2:
      return head + random.pick(MORSELS) + tail;
    case 3:
      return head + middle + middle + tail;
    case 4:
      return head;
    default:
      return head + String.fromCharCode(random.below(0x3000)) + middle + tail;
  }
}

/** Values that no field, or another field, expects. */
function oddValue(random: Random): unknown {
  const values: [() => unknown, ...(() => unknown)[]] = [
    () => null,
    () => random.below(2) === 0,
    () => random.pick([0, -1, 1e300, 1.5, 2 ** 53, 1_795_500_000_000, -0.1]),
    () => "x".repeat(random.below(400)),
    () => random.pick(["", "\u0000", "\ud800", "1-2-3", "__proto__", "🦆".repeat(99)]),
    () => [],
    () => ({}),
    () => nest(random.below(300)),
    () =>
      Array.from({ length: random.below(60) }, () => ({ id: "53995c3f42cd8ad8", name: "n", start_time: 1 })),
  ];
  return random.pick(values)();
}

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { subsegments: value };
  return value;
}

/** A copy with some members replaced, removed or added, at any depth. */
export function mutateJson(value: unknown, random: Random): unknown {
  if (random.below(12) === 0) return oddValue(random);
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => (random.below(4) === 0 ? mutateJson(item, random) : item));
    return random.below(6) === 0 ? [...items, ...items] : items;
  }
  if (typeof value !== "object" || value === null) return random.below(3) === 0 ? oddValue(random) : value;
  const entries = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (random.below(25) === 0) return [];
    return [
      [
        random.below(40) === 0 ? `${name}x` : name,
        random.below(3) === 0 ? mutateJson(member, random) : member,
      ],
    ];
  });
  return Object.fromEntries(entries);
}

/** Changes bytes, in the header or anywhere, and sometimes cuts the end off. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const length = random.below(8) === 0 ? random.below(bytes.length) : bytes.length;
  const changed = Buffer.from(bytes.subarray(0, length));
  const reach = random.below(2) === 0 ? Math.min(length, 40) : length;
  if (reach === 0) return changed;
  for (let changes = random.below(4); changes > 0; changes -= 1) {
    changed[random.below(reach)] = random.below(256);
  }
  return changed;
}
