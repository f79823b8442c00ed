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
  /** Absent where no emulator has its resources: then it is planned, and no more. */
  emulation?: Emulation;
  /** What of it real software executes. */
  runs: readonly RunCheck[];
}

export interface Emulation {
  start: (surroundings: Surroundings) => Promise<Emulator>;
  /** Files whose resources the emulator does not have: mocked only. */
  withdrawn: readonly string[];
  /** Address → members of which the emulator tells something else than it was told, so that a second plan sees them. */
  drifts: Readonly<Record<string, readonly string[]>>;
  /** What its README does before the first whole apply, such as pushing an image. */
  prepare?: (emulated: Emulated) => Promise<void>;
  /** With everything there, before it is destroyed. Rejects when something is not as it should be. */
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
  /** What stood in for AWS's own parts. */
  standIns: readonly string[];
  /** What is missing on this machine; undefined when it can run. */
  findMissing: (surroundings: Surroundings) => Promise<string | undefined>;
  /** Rejects when something is not as it should be. `resources`: what was applied to the emulator. */
  run: (surroundings: Surroundings, resources: readonly Resource[]) => Promise<void>;
}
