/** AWS's month. */
export const hoursPerMonth = 730;
export const secondsPerMonth = hoursPerMonth * 3600;
