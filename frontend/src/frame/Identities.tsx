import type { Person } from "../api/answers/session.ts";
import { useSession, useSwitchIdentity } from "../api/use-session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { closePopoverOf } from "../ui/Popover.tsx";

/** The identities that one may choose, a button each. */
export function Identities({ me }: { me: Person | undefined }) {
  const session = useSession();
  const { mutate, isError } = useSwitchIdentity();
  return (
    <>
      <h2 id="identities">Be somebody else</h2>
      <ul aria-labelledby="identities">
        {session?.identities.map(({ displayName, handle }) => (
          <li key={handle}>
            <button
              type="button"
              className="popover-item"
              aria-current={handle === me?.handle ? "true" : undefined}
              onClick={({ currentTarget }) =>
                mutate(handle, { onSuccess: () => closePopoverOf(currentTarget) })
              }
            >
              <Avatar displayName={displayName} handle={handle} size={28} />
              <span>{displayName}</span>
              {handle === me?.handle && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      {isError && (
        <p className="problem" role="alert">
          Not changed. Try again.
        </p>
      )}
    </>
  );
}
