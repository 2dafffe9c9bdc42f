import { Argument, Command, InvalidArgumentError } from "commander";
import { signIn } from "./cloud/access";
import { Clock } from "./cloud/clock";
import { Store } from "./cloud/store";

/** `sign-in 8`: temporary credentials, as people have them by SSO and workflows by OIDC; the clock makes them expire. */
export function signInCommand(directory: string): Command {
  return new Command("sign-in")
    .exitOverride()
    .description("use temporary credentials, which expire when the clock is past them")
    .addArgument(new Argument("[hours]", "how long they are valid").argParser(hours).default(1))
    .action((valid: number) => {
      const until = new Date(new Clock(directory).now().getTime() + valid * 3_600_000);
      signIn(new Store(directory), until);
      console.log(`signed in until ${until.toISOString().replace(/\.\d+Z$/, "Z")}`);
    });
}

function hours(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 12)) throw new InvalidArgumentError("It has to be from 0 to 12 hours.");
  return number;
}
