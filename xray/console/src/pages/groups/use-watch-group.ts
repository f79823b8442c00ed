import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Group } from "../../api/operations.ts";
import { GROUPS_KEY } from "../../api/use-groups.ts";
import { INSIGHTS_KEY } from "../../api/use-insights.ts";
import { callXray } from "../../api/xray-client.ts";
import { useUndo } from "../../ui/undo.tsx";

interface Watching {
  insights: boolean;
  /** Only with insights. */
  events: boolean;
}

/** What of a group is watched, and how to change that: at once, with an offer to undo it. */
export function useWatchGroup({ GroupName: name, InsightsConfiguration: configuration = {} }: Group) {
  const client = useQueryClient();
  const offerUndo = useUndo();
  const { InsightsEnabled: insights = false, NotificationsEnabled = false } = configuration;
  const before: Watching = { insights, events: insights && NotificationsEnabled };
  const write = async ({ insights: isWatched, events }: Watching) => {
    await callXray("/UpdateGroup", {
      GroupName: name,
      InsightsConfiguration: { InsightsEnabled: isWatched, NotificationsEnabled: isWatched && events },
    });
    await Promise.all([
      client.invalidateQueries({ queryKey: GROUPS_KEY }),
      client.invalidateQueries({ queryKey: INSIGHTS_KEY }),
    ]);
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: write,
    onSuccess: (_, after) =>
      offerUndo({
        words:
          after.insights === before.insights
            ? `${name} ${after.events ? "sends" : "sends no"} events`
            : `${name} is ${after.insights ? "watched" : "not watched any more"}`,
        undo: async () => write(before),
      }),
  });
  return {
    ...before,
    isPending,
    error,
    setInsights: (isOn: boolean) => mutate({ ...before, insights: isOn }),
    setEvents: (isOn: boolean) => mutate({ ...before, events: isOn }),
  };
}
