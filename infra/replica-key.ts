import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { encryptionKey } from "./encryption";

export interface ReplicaKeyArgs {
  /** By which the standby's stack, which does not make the key, allows its instances to use it. */
  alias: string;
  /** Leaves the key in AWS when the stack is destroyed. */
  retain: boolean;
}

/** The key, in the region of its provider, of what is replicated there: a key of another region could be lost with that region. */
export class ReplicaKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ReplicaKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.ReplicaKey, name, args, opts);
    this.arn = encryptionKey(name, { description: "Replicas for the standby", ...args }, this).arn;
    this.registerOutputs({ arn: this.arn });
  }
}
