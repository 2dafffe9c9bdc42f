import { text } from "../../cloud/properties";
import { ACCOUNT } from "../../cloud/store";
import type { Service, Subject } from "./service";

export const lambda: Service = {
  modules: ["lambda"],
  types: {
    "lambda/alias": {
      id: "arn",
      arn: "arn:aws:lambda:{region}:{account}:function:{function}:{name}",
      values: ({ functionName }) => ({ function: text(functionName).replace(/^arn:.*:function:/, "") }),
    },
    "lambda/eventSourceMapping": { outputs: { functionArn } },
    "lambda/function": {
      outputs: {
        ephemeralStorage: { size: 512 },
        invokeArn: "arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
        loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/{name}" },
        qualifiedArn: "{arn}:$LATEST",
        tracingConfig: { mode: "PassThrough" },
        version: "$LATEST",
      },
    },
    "lambda/functionUrl": {
      outputs: { functionArn, functionUrl: "https://{dig20}.lambda-url.{region}.on.aws/" },
    },
    "lambda/permission": { outputs: { statementId: "terraform-{dig20}" } },
  },
};

/** Of a function given by its name or ARN. */
function functionArn({ region, inputs }: Subject): string {
  const name = text(inputs.functionName);
  return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
}
