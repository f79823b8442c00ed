import { againstVersion, againstWords, DEFAULT_AGAINST, versionOf } from "../lib/against.ts";
import type { Against } from "../lib/against.ts";
import { ChoiceMenu } from "../ui/overlays/ChoiceMenu.tsx";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";

/** More would not be read. */
const MOST_VERSIONS = 8;

const NONE: readonly string[] = [];

/** What figures are compared with, one setting for all views; kept in the address. `versions`: the newest first. */
export function AgainstMenu({ versions = NONE }: { versions?: readonly string[] }) {
  const { against = DEFAULT_AGAINST, range } = useScope();
  const changeScope = useChangeScope();
  const chosen = versionOf(against);
  const named = versions.slice(0, MOST_VERSIONS);
  const offered = chosen === undefined || named.includes(chosen) ? named : [chosen, ...named];
  const values: readonly Against[] = ["before", "day", ...offered.map(againstVersion), "none"];
  return (
    <ChoiceMenu
      name="Against"
      showName
      value={against}
      choices={values.map((value) => ({ value, label: againstWords(value, range) }))}
      onChange={(value) => changeScope({ against: value === DEFAULT_AGAINST ? undefined : value })}
    />
  );
}
