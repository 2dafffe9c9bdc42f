import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { arnOf } from "./arn";

export interface SettingsArgs {
  /** Region of the parameters. */
  region: string;
  /** Where the parameters are, e.g. `/platform/prod`; unique in account and region. */
  path: string;
  /** Values by the rest of their parameter's name, e.g. `database/endpoint`. None of them may be a secret. */
  values: Record<string, pulumi.Input<string>>;
}

/** Where an instance finds what it works with: parameters of Systems Manager, so that a change is no new instance. */
export class Settings extends pulumi.ComponentResource {
  /** What an instance's role needs to read the parameters. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: SettingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Settings, name, {}, opts);
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });

    for (const [key, value] of Object.entries(args.values)) {
      new aws.ssm.Parameter(
        `${name}-${key}`,
        { name: `${args.path}/${key}`, type: aws.ssm.ParameterType.String, insecureValue: value },
        { parent: this },
      );
    }
    const parameters = arnOf("ssm", `parameter${args.path}`, { region: args.region, accountId });
    this.accessStatements = [
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        Resource: [parameters, pulumi.interpolate`${parameters}/*`],
      },
    ];
    this.registerOutputs({});
  }
}
