import { parseDaily, parseWeekly } from "../../capacity";
import { textThat } from "./fields";

export const dailyWindow = textThat(
  "a time of day in UTC, such as 03:00-04:00",
  (text) => parseDaily(text) !== undefined,
);

export const weeklyWindow = textThat(
  "a time of the week in UTC, such as sun:05:00-sun:06:00",
  (text) => parseWeekly(text) !== undefined,
);
