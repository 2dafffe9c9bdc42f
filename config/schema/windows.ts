import { z } from "zod";
import { parseDaily, parseWeekly } from "../windows";

const daily = "a time of day in UTC, such as 03:00-04:00";
const weekly = "a time of the week in UTC, such as sun:05:00-sun:06:00";

export const dailyWindow = z.string(daily).refine((text) => parseDaily(text) !== undefined, daily);
export const weeklyWindow = z.string(weekly).refine((text) => parseWeekly(text) !== undefined, weekly);
