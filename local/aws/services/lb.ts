import { block, blocks, text, type Properties } from "../../cloud/properties";
import type { Store } from "../../cloud/store";
import { defaultGroupOf, subnetsOf, zonesOf } from "./ec2/network";
import { upperCase } from "./normal-forms";
import type { Candidate, Service, Subject } from "./service";

const ARN = "arn:aws:elasticloadbalancing:{region}:{account}";

/** Elastic Load Balancing; defaults as in the API reference of CreateTargetGroup, read 2026-11-25. */
export const lb: Service = {
  modules: ["lb", "alb"],
  cloudFormation: ["ElasticLoadBalancingV2"],
  types: {
    "lb/listener": {
      normalises: { protocol: upperCase },
      demands: [unstickyByTls],
      arn: `${ARN}:listener/{balancer}/{hex16}`,
      // The ARN of a listener goes on where that of its load balancer ends, and a rule's likewise.
      values: ({ loadBalancerArn }) => ({ balancer: text(loadBalancerArn).split(":loadbalancer/")[1] ?? "" }),
    },
    "lb/listenerCertificate": { id: "{listenerArn}_{certificateArn}" },
    "lb/listenerRule": {
      arn: `${ARN}:listener-rule/{listener}/{hex16}`,
      values: ({ listenerArn }) => ({ listener: text(listenerArn).split(":listener/")[1] ?? "" }),
    },
    "lb/loadBalancer": {
      arn: `${ARN}:loadbalancer/{kind}/{name}/{hex16}`,
      values: ({ loadBalancerType }) => ({
        kind: { network: "net", gateway: "gwy" }[text(loadBalancerType)] ?? "app",
      }),
      longestName: 32,
      outputs: {
        arnSuffix: ({ arn }) => arn.split(":loadbalancer/")[1],
        dnsName: "{name}-{dig10}.{region}.elb.amazonaws.com",
        securityGroups: (subject) =>
          subject.inputs.loadBalancerType === "network" ? [] : [defaultGroupOf(vpcOf(subject))],
        vpcId: vpcOf,
      },
      replaces: { internal: true },
      taken: "DuplicateLoadBalancerName",
      demands: [twoZones],
      protectedBy: {
        argument: "enableDeletionProtection",
        error:
          "OperationNotPermitted: Load balancer '{}' cannot be deleted because deletion protection is enabled",
      },
    },
    "lb/targetGroup": {
      normalises: { protocol: upperCase },
      arn: `${ARN}:targetgroup/{name}/{hex16}`,
      longestName: 32,
      outputs: {
        arnSuffix: ({ arn }) => arn.split(":")[5],
        healthCheck: {
          enabled: true,
          healthyThreshold: 5,
          interval: 30,
          matcher: "200",
          path: "/",
          port: "traffic-port",
          protocol: "HTTP",
          timeout: 5,
          unhealthyThreshold: 2,
        },
        stickiness: { cookieDuration: 86400, cookieName: "", enabled: false, type: "lb_cookie" },
      },
      demands: [stickyAsProtocol, unstickyBehindTls],
      taken: "DuplicateTargetGroupName",
      inUse: "ResourceInUse",
    },
    "lb/targetGroupAttachment": { id: "{targetGroupArn}-{hex10}" },
  },
  missing: {
    "elasticloadbalancing:listener": "ListenerNotFound: Listener '{}' not found",
    "elasticloadbalancing:loadbalancer": "LoadBalancerNotFound: Load balancer '{}' not found",
    "elasticloadbalancing:targetgroup": "TargetGroupNotFound: Target group '{}' not found",
  },
};

function vpcOf(subject: Subject) {
  return subnetsOf(subject)[0]?.inputs.vpcId;
}

function twoZones(candidate: Candidate, store: Store): string | undefined {
  return text(candidate.inputs.loadBalancerType) !== "network" && zonesOf({ ...candidate, store }).size < 2
    ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
    : undefined;
}

/**
 * https://github.com/hashicorp/terraform-provider-aws/issues/15603 has the error, pull request 15295 the types of each protocol;
 * read 2026-11-28.
 */
function stickyAsProtocol({ inputs }: Candidate): string | undefined {
  const { type, enabled } = block(inputs.stickiness);
  const protocol = text(inputs.protocol);
  const allowed = /^HTTPS?$/.test(protocol) ? ["lb_cookie", "app_cookie"] : ["source_ip"];
  if (protocol === "" || type === undefined) return undefined;
  if (!allowed.includes(text(type)))
    return `InvalidConfigurationRequest: Stickiness type '${text(type)}' is not supported for target groups with the ${protocol} protocol`;
  return protocol === "TLS" && enabled !== false ? noStickyTls : undefined;
}

/**
 * "Sticky sessions are not supported for TLS or QUIC listeners":
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html, read 2026-11-28.
 */
const noStickyTls =
  "InvalidConfigurationRequest: Sticky sessions are not supported for TLS or QUIC listeners";
const isUnsticky = ({ protocol }: Readonly<Properties>): boolean => /^TLS$|QUIC/.test(text(protocol));

function unstickyByTls({ region, inputs }: Candidate, store: Store): string | undefined {
  if (!isUnsticky(inputs)) return undefined;
  const isSticky = targetsOf(inputs).some(
    (arn) =>
      block(store.get(region, "aws:lb/targetGroup:TargetGroup", arn)?.inputs.stickiness).enabled === true,
  );
  return isSticky ? noStickyTls : undefined;
}

function unstickyBehindTls({ region, inputs, id }: Candidate, store: Store): string | undefined {
  if (block(inputs.stickiness).enabled !== true || id === undefined) return undefined;
  const listeners = store.list(region).filter(({ type }) => type === "aws:lb/listener:Listener");
  const isBehind = listeners.some(
    (listener) => isUnsticky(listener.inputs) && targetsOf(listener.inputs).includes(id),
  );
  return isBehind ? noStickyTls : undefined;
}

const targetsOf = ({ defaultActions }: Readonly<Properties>): string[] =>
  blocks(defaultActions).map(({ targetGroupArn }) => text(targetGroupArn));
