/** A program that answers like AWS's services, as far as Terraform and SDKs can tell. */
export interface Emulator {
  /** With its version. */
  name: string;
  url: string;
  /** For services that are elsewhere. */
  variables?: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The variables that lead Terraform's provider and SDKs to an emulator and not to AWS. */
export function leadTo({ url, variables }: Emulator): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "us-east-1",
    // A call that the emulator does not have fails at once, and is not repeated for minutes.
    AWS_MAX_ATTEMPTS: "1",
    ...variables,
  };
}
