import { useNavigate } from "react-router";
import { useGroups } from "../api/use-groups.ts";
import { groupsPath } from "../links.ts";
import { ChoiceMenu } from "../ui/overlays/ChoiceMenu.tsx";
import { MenuItem } from "../ui/overlays/Menu.tsx";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { groupChoices } from "./group-keys.ts";

/** Restricts every view to the traces of a group; kept in the URL. */
export function GroupMenu() {
  const scope = useScope();
  const changeScope = useChangeScope();
  const navigate = useNavigate();
  const choices = groupChoices(useGroups()).map(({ value, label, key }) => ({
    value,
    label,
    hint: key === undefined ? "" : value === "" ? `all traces, G ${key}` : `G ${key}`,
  }));
  return (
    <ChoiceMenu
      name="Group"
      showName
      value={scope.group}
      choices={choices}
      onChange={(group) => changeScope({ group })}
    >
      <div className="popup-line" />
      <MenuItem hint="G G" onPick={() => void navigate(groupsPath(scope))}>
        All groups
      </MenuItem>
    </ChoiceMenu>
  );
}
