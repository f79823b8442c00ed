import { useNavigate } from "react-router";
import { useGroups } from "../api/use-groups.ts";
import { groupsPath } from "../links.ts";
import { ChoiceMenu } from "../ui/overlays/ChoiceMenu.tsx";
import { MenuItem } from "../ui/overlays/Menu.tsx";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";

/** AWS's own group of all traces. */
const DEFAULT_GROUP = "Default";

/** Restricts every view to the traces of a group; kept in the URL. */
export function GroupMenu() {
  const scope = useScope();
  const changeScope = useChangeScope();
  const navigate = useNavigate();
  const groups = useGroups();
  const named = groups.filter((group) => group.GroupName !== DEFAULT_GROUP);
  const choices = [
    { value: "", label: DEFAULT_GROUP, hint: "all traces" },
    ...named.map((group) => ({ value: group.GroupName, label: group.GroupName })),
  ];
  return (
    <ChoiceMenu
      name="Group"
      showName
      value={scope.group}
      choices={choices}
      onChange={(group) => changeScope({ group })}
    >
      <div className="popup-line" />
      <MenuItem onPick={() => void navigate(groupsPath(scope))}>All groups</MenuItem>
    </ChoiceMenu>
  );
}
