import { NavLink } from "react-router";
import { useMe } from "../api/use-session.ts";
import { links } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/Icon.tsx";
import { useDialogs } from "./dialogs-context.ts";
import { MoreMenu } from "./MoreMenu.tsx";

/**
 * The links to the main pages and the button to write a crud: in a column, or in a narrow window as a tab bar of five.
 */
export function MainNav() {
  const me = useMe();
  const { openCrud } = useDialogs();
  return (
    <ul>
      <Item to={links.home} icon="home" words="Home" />
      <Item to={links.search()} icon="search" words="Search" className="without-side" />
      <li className="tab-only">
        <button type="button" className="pill" aria-label="Crud" title="Crud" onClick={openCrud}>
          <Icon name="plus" size={20} />
        </button>
      </li>
      <Item to={links.notifications} icon="bell" words="Notifications" />
      <Item to={links.messages} icon="mail" words="Messages" />
      <Item
        to={me ? links.profile(me.handle) : links.home}
        icon="person"
        words="Profile"
        className="roomy"
        isOff={!me}
      />
      <li className="roomy">
        <MoreMenu />
      </li>
      <li className="roomy">
        <button type="button" className="pill crud-button" title="Crud" onClick={openCrud}>
          <Icon name="plus" size={20} />
          <span>Crud</span>
        </button>
      </li>
    </ul>
  );
}

interface ItemProps {
  to: string;
  icon: IconName;
  words: string;
  className?: string;
  /** Its URL is not known yet. */
  isOff?: boolean;
}

function Item({ to, icon, words, className, isOff = false }: ItemProps) {
  const inside = (
    <>
      <Icon name={icon} />
      <span>{words}</span>
    </>
  );
  return (
    <li className={className}>
      {isOff ? (
        <span className="nav-item">{inside}</span>
      ) : (
        <NavLink className="nav-item" to={to} end={to !== links.messages} title={words}>
          {inside}
        </NavLink>
      )}
    </li>
  );
}
