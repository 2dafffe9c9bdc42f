import { exit } from "../../config/command";
import { runCommand, say, stackCommand, type StackOptions, subjectOf } from "../command";
import { demandOf } from "../demand";
import { dayProfile, generatedLoad } from "../load";
import { isDeclarable } from "./declarable";
import { configurationOf, reportOf } from "./report";
import { advise } from "./search";

const [day, days] = [24 * 60, 21];

runCommand(async (argv) => {
  const options = stackCommand(
    "advise",
    "The cheapest instance type, thresholds, steps, floor and warm pool that keep the objective with a zone lost at its " +
      "worst minute. They are chosen by the first two thirds of the load and shown on the last as well.",
  )
    .parse(argv)
    .opts<StackOptions>();
  const { stack, read, declaration, trace } = await subjectOf(options);
  const demand = demandOf(declaration.workload, declaration.sizing);
  const profile = dayProfile(demand, 4);
  const load = trace ?? generatedLoad(demand, (at) => profile(at % day), { minutes: days * day });
  let shown = 0;
  const now = Date.now();
  const advice = await advise(read.fleet, demand, load, {
    progress: (line) => {
      if (Date.now() - shown < 2000) return;
      shown = Date.now();
      say(`${line} ...`);
    },
    isDeclarable: (setting) => isDeclarable(setting, read.fleet, declaration, { now }),
  });
  const configuration = advice.declarable?.setting && configurationOf(advice.declarable.setting);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ stack, ...advice, ...(configuration !== undefined && { configuration }) }, undefined, 2)}\n`
      : reportOf(stack, read.fleet, demand, advice, trace === undefined ? "generated days" : "the trace"),
  );
  return advice.best ? exit.done : exit.refused;
});
