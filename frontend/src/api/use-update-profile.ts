import { useMutation, useQueryClient } from "@tanstack/react-query";
import { crudKeys } from "./crud-cache.ts";
import { sendJson } from "./http.ts";
import type { Answer } from "./http.ts";
import { parseProfile } from "./answers/profile.ts";
import type { Profile, ProfilePage } from "./answers/profile.ts";

/** Changes one's own profile. The name stands beside everything that one wrote, so all of that is loaded again. */
export function useUpdateProfile(handle: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ displayName, bio }: Pick<Profile, "displayName" | "bio">) =>
      sendJson("POST", "/api/profile/update", { display_name: displayName, bio }, parseProfile),
    onSuccess: async ({ data: profile }) => {
      client.setQueryData<Answer<ProfilePage>>(
        crudKeys.profile(handle),
        (answer) => answer && { ...answer, data: { ...answer.data, profile } },
      );
      await client.invalidateQueries();
    },
  });
}
