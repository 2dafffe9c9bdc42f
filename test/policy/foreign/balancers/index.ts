import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: load balancers and buckets of logs as one may have them too.
const vpc = new aws.ec2.Vpc("balancers", { cidrBlock: "10.2.0.0/16" });
const subnets = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, at) =>
    new aws.ec2.Subnet(`balancers-${at}`, { vpcId: vpc.id, cidrBlock: `10.2.${at}.0/24`, availabilityZone })
      .id,
);
const own = new aws.kms.Key("balancers", { enableKeyRotation: true });
const bucketOf = (name: string) => {
  const bucket = new aws.s3.Bucket(name, {});
  new aws.s3.BucketPublicAccessBlock(name, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketPolicy(name, {
    bucket: bucket.id,
    policy: pulumi.jsonStringify({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  });
  return bucket;
};
const logs = bucketOf("balancer-logs");

const group = new aws.ec2.SecurityGroup("web", {
  vpcId: vpc.id,
  ingress: ["80", "443"].map((port) => ({
    protocol: "tcp",
    fromPort: Number(port),
    toPort: Number(port),
    cidrBlocks: ["0.0.0.0/0"],
    ipv6CidrBlocks: ["::/0"],
  })),
});
const balancer = new aws.lb.LoadBalancer("web", {
  subnets,
  securityGroups: [group.id],
  dropInvalidHeaderFields: true,
  enableDeletionProtection: true,
  accessLogs: { bucket: logs.bucket, prefix: "web", enabled: true },
});
const acl = new aws.wafv2.WebAcl("balancers", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "balancers", sampledRequestsEnabled: true },
});
new aws.wafv2.WebAclAssociation("web", {
  resourceArn: balancer.arn,
  webAclArn: acl.arn,
});
const targets = new aws.lb.TargetGroup("balanced", { vpcId: vpc.id, port: 443, protocol: "HTTPS" });
const defaultActions = [{ type: "forward", targetGroupArn: targets.arn }];
new aws.lb.Listener("https", {
  loadBalancerArn: balancer.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificateArn: new aws.acm.Certificate("web", { domainName: "example.com", validationMethod: "DNS" }).arn,
  defaultActions,
});
// One that does not say speaks HTTP: right where it redirects, wrong where it forwards, whatever the port.
new aws.lb.Listener("unsaid", { loadBalancerArn: balancer.arn, port: 8443, defaultActions });
new aws.lb.Listener("http", {
  loadBalancerArn: balancer.arn,
  port: 80,
  defaultActions: [
    { type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS", port: "443" } },
  ],
});

// A Gateway Load Balancer's listener has neither port nor protocol.
const gateway = new aws.lb.LoadBalancer("inspection", {
  loadBalancerType: "gateway",
  subnets,
  enableDeletionProtection: true,
  enableCrossZoneLoadBalancing: true,
});
const appliances = new aws.lb.TargetGroup("inspection", { vpcId: vpc.id, port: 6081, protocol: "GENEVE" });
new aws.lb.Listener("inspection", {
  loadBalancerArn: gateway.arn,
  defaultActions: [{ type: "forward", targetGroupArn: appliances.arn }],
});

// CloudFront writes its logs by ACL into a bucket of its own.
const files = bucketOf("files");
new aws.s3.BucketServerSideEncryptionConfiguration("files", {
  bucket: files.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: own.arn } }],
});
const visits = bucketOf("visits");
new aws.s3.BucketOwnershipControls("visits", {
  bucket: visits.id,
  rule: { objectOwnership: "BucketOwnerPreferred" },
});
new aws.cloudfront.Distribution("files", {
  enabled: true,
  origins: [{ originId: "files", domainName: files.bucketRegionalDomainName }],
  defaultCacheBehavior: {
    targetOriginId: "files",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  },
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
  loggingConfig: { bucket: visits.bucketDomainName, prefix: "files/" },
});
