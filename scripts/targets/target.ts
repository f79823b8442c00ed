import type { Resource } from "./configuration/resources.ts";
import type { Workspace } from "./configuration/workspace.ts";
import type { Emulator } from "./emulators/emulator.ts";
import type { Surroundings } from "./surroundings.ts";

/** A place to deploy to, and how far it can be tried out without an account. */
export interface Target {
  /** Its folder below `terraform/targets`, and its name on the command line. */
  id: string;
  title: string;
  /** Terraform variables to plan and apply it with. */
  variables: Readonly<Record<string, string | number | boolean>>;
  /** Absent when no emulator has its resources: then it is only planned. */
  emulation?: Emulation;
  /** The parts of it that real software executes. */
  runs: readonly RunCheck[];
}

export interface Emulation {
  start: (surroundings: Surroundings) => Promise<Emulator>;
  /** Files with resources that the emulator does not have: only mocked. */
  withdrawn: readonly string[];
  /**
   * Address → members for which the emulator returns something other than it was given, so that a second plan sees
   * them.
   */
  drifts: Readonly<Record<string, readonly string[]>>;
  /** What its README does before the first complete apply, such as pushing an image. */
  prepare?: (emulated: Emulated) => Promise<void>;
  /** Called when everything exists, before it is destroyed. Rejects when something is wrong. */
  inspect?: (emulated: Emulated, resources: readonly Resource[]) => Promise<void>;
}

export interface Emulated {
  workspace: Workspace;
  emulator: Emulator;
  surroundings: Surroundings;
  /** Terraform's options for the target's variables. */
  variables: readonly string[];
}

export interface RunCheck {
  /** A sentence for the matrix: what ran. */
  title: string;
  /** What replaced AWS's own parts. */
  standIns: readonly string[];
  /** What is missing on this machine; undefined when it can run. */
  findMissing: (surroundings: Surroundings) => Promise<string | undefined>;
  /** Rejects when something is wrong. `resources`: what was applied to the emulator. */
  run: (surroundings: Surroundings, resources: readonly Resource[]) => Promise<void>;
}
