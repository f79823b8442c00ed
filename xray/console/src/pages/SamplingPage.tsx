import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { compareRules } from "xray-local/sampling/match-rule.ts";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { describeError } from "../api/api-error.ts";
import { useLive } from "../api/live.tsx";
import { RULES_KEY, useSamplingRules, useSamplingStatistics } from "../api/use-sampling.ts";
import { callXray } from "../api/xray-client.ts";
import { formatClockMinute } from "../lib/format.ts";
import { moveRule } from "../sampling/move-rule.ts";
import { ruleWindows, WINDOW_SEC, WINDOWS } from "../sampling/windows.ts";
import { Icon } from "../ui/Icon.tsx";
import { useNowSec } from "../ui/use-now.ts";
import { useUndo } from "../ui/undo.tsx";
import { useAddress } from "../use-address.ts";
import { RuleDialog } from "./sampling/RuleDialog.tsx";
import { RuleRow } from "./sampling/RuleRow.tsx";
import { ClientCount, SamplingClients } from "./sampling/SamplingClients.tsx";
import { TrySampling } from "./sampling/TrySampling.tsx";
import "./sampling/sampling-page.css";

/** Rules in their order, what each took, and why a request would be sampled. */
export function SamplingPage() {
  const { query, change, backKey } = useAddress();
  const { paused } = useLive();
  const nowSec = useNowSec(WINDOW_SEC);
  const { data, error } = useSamplingRules();
  const statistics = useSamplingStatistics(paused);
  const rules = useMemo(() => (data ?? []).toSorted(compareRules), [data]);
  const [edited, setEdited] = useState<SamplingRule | "new">();
  const move = useMove(rules);
  const remove = useDeleteRule();
  const failed = move.error ?? remove.error;
  const selected = query.get("rule") ?? "";
  const writeTry = useCallback((text: string) => change({ try: text }, { replace: true }), [change]);
  return (
    <div className="sampling">
      <title>Sampling · X-Ray local</title>
      <main className="sampling-main">
        <div className="sampling-tool">
          <h1>Rules</h1>
          <span>
            The first that matches decides. SDKs fetch them every 5 minutes; <ClientCount />
          </span>
          <span className="grow" />
          <button type="button" className="ctl ctl-line" onClick={() => setEdited("new")}>
            <Icon name="plus" />
            New rule
          </button>
        </div>
        <div className="sampling-head" aria-hidden="true">
          <span />
          <span className="numeric">Priority</span>
          <span>Matches</span>
          <span>Takes</span>
          <span className="sampling-times">
            <span>{formatClockMinute(nowSec - (WINDOWS - 1) * WINDOW_SEC)}</span>
            <span>windows of 10 s</span>
            <span>{formatClockMinute(nowSec)}</span>
          </span>
          <span>Last 5 minutes</span>
        </div>
        {error === null ? null : (
          <div className="page-notice">
            <div className="notice">
              <h2>{describeError(error).title}</h2>
              <p>{describeError(error).detail}</p>
            </div>
          </div>
        )}
        <ol>
          {rules.map((rule, place) => (
            <RuleRow
              key={rule.RuleName}
              rule={rule}
              windows={ruleWindows(statistics, rule.RuleName, nowSec)}
              selected={rule.RuleName === selected}
              onSelect={() =>
                change({ rule: rule.RuleName === selected ? "" : rule.RuleName }, { replace: true })
              }
              onEdit={() => setEdited(rule)}
              onDelete={() => remove.mutate(rule)}
              onMove={(by) => move.mutate({ name: rule.RuleName, place: place + by })}
              onDrop={(to) => move.mutate({ name: rule.RuleName, place: to })}
            />
          ))}
        </ol>
        <p className="sampling-legend">
          <span>
            <i className="legend-taken" /> taken
          </span>
          <span>
            <i className="legend-borrowed" /> taken from a borrowed reservoir, before a quota is known
          </span>
          <span>
            <i className="legend-let" /> let go
          </span>
        </p>
        <SamplingClients />
        {failed === null ? null : (
          <p className="sampling-problem" role="alert">
            {describeError(failed).title}
          </p>
        )}
      </main>
      <TrySampling
        rules={rules}
        statistics={statistics}
        nowSec={nowSec}
        tried={query.get("try") ?? ""}
        backKey={backKey}
        onTry={writeTry}
      />
      <RuleDialog
        edited={edited}
        rules={rules}
        windowsOf={(name) => ruleWindows(statistics, name, nowSec)}
        onDelete={(rule) => {
          setEdited(undefined);
          remove.mutate(rule);
        }}
        onClose={() => setEdited(undefined)}
      />
    </div>
  );
}

function useMove(rules: readonly SamplingRule[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, place }: { name: string; place: number }) => {
      for (const change of moveRule(rules, name, place)) {
        await callXray("/UpdateSamplingRule", { SamplingRuleUpdate: change });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: RULES_KEY }),
  });
}

/** Deletes at once, and offers to make the rule again as it was. */
function useDeleteRule() {
  const queries = useQueryClient();
  const offerUndo = useUndo();
  const refresh = () => queries.invalidateQueries({ queryKey: RULES_KEY });
  return useMutation({
    mutationFn: ({ RuleName }: SamplingRule) => callXray("/DeleteSamplingRule", { RuleName }),
    onSuccess: (_answer, { RuleARN: _arn, ...rule }) => {
      offerUndo({
        words: `Rule ${rule.RuleName} deleted`,
        undo: async () => {
          await callXray("/CreateSamplingRule", { SamplingRule: rule });
          await refresh();
        },
      });
    },
    onSettled: refresh,
  });
}
