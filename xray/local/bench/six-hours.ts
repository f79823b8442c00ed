/** The longest range over which the console draws a map. */
export const SIX_HOURS_SEC = 6 * 3600;
