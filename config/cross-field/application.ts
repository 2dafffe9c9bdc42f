import { type FoundProblem, valueAt } from "../problems";
import { problem } from "./problem";

const section = "platform:application";

/** What an instance runs is named once: an archive, an image, or a boot script that starts what it likes. */
export function application(values: unknown): FoundProblem[] {
  const isSet = (...path: string[]) => valueAt(values, path) !== undefined;
  const script = isSet("platform:compute", "bootScript");
  return ["archive", "image"].flatMap((key) => {
    const other = script ? "platform:compute.bootScript" : `${section}.archive`;
    const twice = script || (key === "image" && isSet(section, "archive"));
    if (!twice || !isSet(section, key)) return [];
    return problem(
      values,
      [section, key],
      `left out, as ${other} says what instances run`,
      `or leave ${other} out`,
    );
  });
}
