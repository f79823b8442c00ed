/** What a build is told; Vite puts the values in. */
interface ImportMetaEnv {
  /** Address of a local X-Ray console. */
  readonly VITE_XRAY_CONSOLE_URL?: string;
  /** Region of AWS whose console shows the traces, where there is no local one. */
  readonly VITE_AWS_REGION?: string;
}
