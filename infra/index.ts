import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { planCapacity } from "../capacity";
import {
  ConfigError,
  type Environment,
  fromPulumi,
  keepsFallbackPage,
  loadEnvironment,
  readStackFile,
  sizingOf,
  withPrimary,
} from "../config";
import { CapacityPlan } from "./capacity-plan";
import { withinBoundary } from "./permissions-boundary";
import { Platform } from "./platform";
import { RecoveryPlan } from "./recovery-plan";
import { zonesOf } from "./zones";

const environment = readEnvironment();
const { workload } = environment;
const sizing = sizingOf(environment);
const plan = planCapacity(workload, sizing);
new CapacityPlan("capacity", { workload, sizing, plan });
const { backup, pair, recovery } = environment;
new RecoveryPlan("recovery", { ...recovery, ...(pair && { role: pair.role }) });

const tags = {
  Project: pulumi.getProject(),
  Environment: environment.stack,
  Stack: environment.stack,
  ...environment.tags,
};
const providers = new Map<string, aws.Provider>();
const standbyRegion = pair?.role === "primary" ? pair.standbyRegion : undefined;
const provider = providerOf(environment.region);
const backupCopyProvider = backup.copyToRegion === undefined ? undefined : providerOf(backup.copyToRegion);
const globalProvider = pair || keepsFallbackPage(environment) ? providerOf("us-east-1") : undefined;
const standbyProvider = standbyRegion === undefined ? undefined : providerOf(standbyRegion);
const platform = pulumi.output(zonesOf(environment, { provider })).apply(
  (zones) =>
    new Platform(
      "web",
      {
        environment,
        plan,
        now: new Date(),
        zones,
        tags,
        ...(backupCopyProvider && { backupCopyProvider }),
        ...(standbyProvider && { standbyProvider }),
        ...(globalProvider && { globalProvider }),
      },
      { providers: [provider], transformations: withinBoundary(environment.permissionsBoundary) },
    ),
);

/** Where users reach the platform. */
export const url = platform.url;
/** The load balancer's own name, for a DNS record outside Route 53. */
export const loadBalancerDnsName = platform.loadBalancer.dnsName;
export const autoScalingGroupName = platform.compute.groupName;
/** The image that new instances are started from, and the newest, for `platform:compute.imageId`. */
export const image = platform.compute.image;
export const capacityPlan = plan;
export const dashboard = platform.observability.dashboardUrl;
/** Who gets no alarm yet: each has to follow the link in AWS's mail. */
export const unconfirmedSubscriptions = platform.notifications.unconfirmed;

/** The provider of a region, one for all that is made there. */
function providerOf(region: string): aws.Provider {
  const made =
    providers.get(region) ??
    new aws.Provider(region, {
      region: region as aws.Region,
      // Asked who it is in the stack's own region, a provider of another can be started while that one is down.
      ...(region !== environment.region && { stsRegion: environment.region }),
      defaultTags: { tags },
    });
  providers.set(region, made);
  return made;
}

function readEnvironment(): Environment {
  const stack = pulumi.getStack();
  const config = pulumi.runtime.allConfig();
  try {
    const source = {
      stack,
      file: `Pulumi.${stack}.yaml`,
      values: fromPulumi(config),
      secretKeys: Object.keys(config).filter((key) => pulumi.runtime.isConfigSecret(key)),
    };
    return loadEnvironment(
      withPrimary(source, (primary) => readStackFile(pulumi.getRootDirectory(), primary)),
    );
  } catch (error) {
    // The user's mistake, so a message without a stack trace.
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
