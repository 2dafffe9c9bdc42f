import * as provider from "@pulumi/pulumi/provider";
import { version } from "@pulumi/awsx/package.json";
import { endWithEngine } from "../end-with-engine";
import { constructVpc } from "./vpc";

endWithEngine();

/** Serves the component `awsx:ec2:Vpc` to the engine and prints the port, as every provider plugin does. */
void provider.main(
  {
    version,
    construct(name, type, inputs, options) {
      if (type !== "awsx:ec2:Vpc") {
        throw new Error(`The local stand-in for awsx serves awsx:ec2:Vpc only, not ${type} ("${name}").`);
      }
      return constructVpc(name, inputs, options);
    },
  },
  process.argv.slice(2),
);
