/** Why an SDK cannot do something, or does it differently, whatever the server answers. */
export interface RecorderLimits {
  dynamicNaming?: string;
  quota?: string;
  newRule?: string;
  /** Whether the SDK names the deciding rule in no document. */
  namesNoRule?: boolean;
  /** The subsegment in which the SDK records an exception that ended the request; by default the segment itself. */
  exceptionAt?: string;
}
