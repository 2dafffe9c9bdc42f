import { search } from "@aws-lambda-powertools/jmespath";
import { Store } from "../cloud/store";
import { parseAws } from "./arguments";
import { RefusedError, UnknownCommandError } from "./call";
import { carryOut } from "./operations";

const directory = process.env.LOCAL_AWS_DIR;
if (directory === undefined) {
  process.stderr.write("LOCAL_AWS_DIR is not set: `npm run local -- exec` sets it.\n");
  process.exit(2);
}
try {
  const { options, ...command } = parseAws(process.argv.slice(2));
  const region = options.get("region")?.[0] ?? process.env.AWS_REGION ?? "us-east-1";
  const answer = carryOut({ ...command, options }, new Store(directory), region);
  const [query] = options.get("query") ?? [];
  const asked = query === undefined || answer === undefined ? answer : search(query, answer);
  const isText = options.get("output")?.[0] === "text" && typeof asked === "string";
  if (asked !== undefined) console.log(isText ? asked : JSON.stringify(asked, undefined, 4));
} catch (error) {
  if (!(error instanceof RefusedError || error instanceof UnknownCommandError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  // As the AWS CLI does: 254 where the service refuses, 252 where the command is wrong.
  process.exitCode = error instanceof RefusedError ? 254 : 252;
}
