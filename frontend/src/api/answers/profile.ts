import { parseCrud } from "./cruds.ts";
import type { CrudPage } from "./cruds.ts";
import { parseFields, parseList, parseText } from "./fields.ts";
import { personOf } from "./session.ts";
import type { Person } from "./session.ts";

export interface Profile extends Person {
  bio: string;
}

export interface ProfilePage extends CrudPage {
  profile: Profile;
}

/** The answer of GET /api/activities/@:handle. */
export function parseProfilePage(value: unknown): ProfilePage {
  const fields = parseFields(value, "answer");
  return {
    profile: parseProfile(fields["profile"]),
    cruds: parseList(fields["activities"], "activities").map(parseCrud),
  };
}

export function parseProfile(value: unknown): Profile {
  const fields = parseFields(value, "a profile");
  return { ...personOf(fields), bio: parseText(fields, "bio") };
}
