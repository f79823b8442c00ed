/** Why an SDK cannot do something, or where it does it in another way, whoever answers it. */
export interface RecorderLimits {
  dynamicNaming?: string;
  quota?: string;
  newRule?: string;
  /** The SDK names in no document the rule that decided. */
  namesNoRule?: boolean;
  /** The subsegment at which the SDK notes an exception that ended the request; the segment itself unless said otherwise. */
  exceptionAt?: string;
}
