/** Why an SDK cannot do something, whoever answers it. */
export interface RecorderLimits {
  dynamicNaming?: string;
  quota?: string;
  newRule?: string;
}
