import type { Service } from "./service";

export const globalaccelerator: Service = {
  modules: ["globalaccelerator"],
  global: true,
  types: {
    "globalaccelerator/accelerator": {
      arn: "arn:aws:globalaccelerator::{account}:accelerator/{uuid}",
      outputs: {
        dnsName: "a{dig16}.awsglobalaccelerator.com",
        // The same for every accelerator: https://docs.aws.amazon.com/general/latest/gr/global_accelerator.html, read 2026-11-28.
        hostedZoneId: "Z2BJ6XQ5FK7U4H",
      },
      inUse: "AssociatedListenerFoundException",
    },
    "globalaccelerator/listener": { arn: "{acceleratorArn}/listener/{hex8}" },
  },
  missing: { globalaccelerator: "AcceleratorNotFoundException: Accelerator {} not found" },
};
