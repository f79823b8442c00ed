import { useId, useState } from "react";
import type { Profile } from "../../api/answers/profile.ts";
import { useUpdateProfile } from "../../api/use-update-profile.ts";
import { rejectionOf } from "../../api/words.ts";
import { NotSaved } from "../../cruds/NotSaved.tsx";
import { WriteDialog } from "../../frame/WriteDialog.tsx";

/** A dialog to change one's own name and bio. */
export function EditProfile({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  return (
    <WriteDialog title="Edit profile" onClose={onClose}>
      {(onText) => <ProfileForm profile={profile} onText={onText} onSaved={onClose} />}
    </WriteDialog>
  );
}

interface ProfileFormProps {
  profile: Profile;
  onText: (text: string) => void;
  onSaved: () => void;
}

function ProfileForm({ profile, onText, onSaved }: ProfileFormProps) {
  const [displayName, setDisplayName] = useState(profile.displayName);
  const [bio, setBio] = useState(profile.bio);
  const { mutate, error, isPending } = useUpdateProfile(profile.handle);
  const [nameId, bioId] = [useId(), useId()];
  const save = () => {
    if (!isPending) mutate({ displayName: displayName.trim(), bio: bio.trim() }, { onSuccess: onSaved });
  };
  const rejection = rejectionOf(error);
  return (
    <form
      className="profile-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label className="field-label" htmlFor={nameId}>
        Name
      </label>
      <input
        id={nameId}
        className="field"
        required
        maxLength={MAX_NAME_LENGTH}
        value={displayName}
        onChange={({ target }) => {
          setDisplayName(target.value);
          onText(target.value === profile.displayName ? "" : target.value);
        }}
      />
      <label className="field-label" htmlFor={bioId}>
        Bio
      </label>
      <textarea
        id={bioId}
        className="field"
        rows={4}
        maxLength={MAX_BIO_LENGTH}
        value={bio}
        onChange={({ target }) => {
          setBio(target.value);
          onText(target.value === profile.bio ? "" : target.value);
        }}
      />
      <div className="profile-form-foot">
        {rejection === undefined ? (
          error && <NotSaved error={error} onRetry={save} />
        ) : (
          <p className="problem" role="alert">
            {rejection}
          </p>
        )}
        <button type="submit" className="pill" aria-disabled={isPending}>
          Save
        </button>
      </div>
    </form>
  );
}

/** The limits of the API. */
const MAX_NAME_LENGTH = 50;
const MAX_BIO_LENGTH = 280;
