import assert from "node:assert/strict";
import { canonicalType } from "../../policy/model/canonical-type";
import { policyProperties } from "../../policy/security/policy-properties";
import { type Argument, textArguments } from "./sdk-arguments";

/** Properties called policies that hold one of a few words, or a name, in any type. */
const words = [
  "actionFailurePolicy",
  "alpnPolicy",
  "autoImportPolicy",
  "contentSecurityPolicy",
  "dataDeletionPolicy",
  "defaultPolicy",
  "deletePropagationPolicy",
  "dnsPolicy",
  "dnsRecordClientRoutingPolicy",
  "excessCapacityTerminationPolicy",
  "gameServerProtectionPolicy",
  "httpsPolicy",
  "imagePullPolicy",
  "languageSelectionPolicy",
  "newGameSessionProtectionPolicy",
  "originProtocolPolicy",
  "paddingPolicy",
  "permissionPolicy",
  "protocolPolicy",
  "referrerPolicy",
  "routingPolicy",
  "securityPolicy",
  "sizingPolicy",
  "snapshotPolicy",
  "sslPolicy",
  "streamExceptionPolicy",
  "terminationPolicies",
  "tlsPolicy",
  "tlsSecurityPolicy",
  "userContextPolicy",
  "viewerProtocolPolicy",
  "webAppEndpointPolicy",
];

/** Policies that are no policy documents of IAM which give somebody something, by the reason. */
const answered: Readonly<Record<string, readonly string[]>> = {
  "limits what others allow, and allows nothing by itself": [
    "aws:ec2/vpcEndpoint:VpcEndpoint policy",
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy policy",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation policy",
    "aws:odb/network:Network kmsPolicyDocument",
    "aws:odb/network:Network s3PolicyDocument",
    "aws:odb/network:Network stsPolicyDocument",
    "aws:organizations/policy:Policy content",
    "aws:ram/permission:Permission policyTemplate",
    "aws:rolesanywhere/profile:Profile sessionPolicy",
    "aws:transfer/access:Access policy",
    "aws:transfer/user:User policy",
  ],
  "has a language of its own, in which nobody is everybody": [
    "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy policy",
    "aws:verifiedaccess/endpoint:Endpoint policyDocument",
    "aws:verifiedaccess/group:Group policyDocument",
  ],
  "says which networks reach a collection, whose data access policy names who may use it": [
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy policy",
  ],
  "says how something is kept, sent, scaled or changed, not who may use it": [
    "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule policyText",
    "aws:cfg/rule:Rule source.customPolicyDetails.policyText",
    "aws:cloudformation/stack:Stack policyBody",
    "aws:cloudwatch/logAccountPolicy:LogAccountPolicy policyDocument",
    "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy policyDocument",
    "aws:cloudwatch/logIndexPolicy:LogIndexPolicy policyDocument",
    "aws:ecr/lifecyclePolicy:LifecyclePolicy policy",
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate lifecyclePolicy",
    "aws:emr/cluster:Cluster coreInstanceGroup.autoscalingPolicy",
    "aws:emr/instanceGroup:InstanceGroup autoscalingPolicy",
    "aws:fms/policy:Policy securityServicePolicyData.managedServiceData",
    "aws:networkmanager/coreNetwork:CoreNetwork basePolicyDocument",
    "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment policyDocument",
    "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy policy",
    "aws:route53/trafficPolicy:TrafficPolicy document",
    "aws:sns/dataProtectionPolicy:DataProtectionPolicy policy",
    "aws:sns/topic:Topic archivePolicy",
    "aws:sns/topic:Topic deliveryPolicy",
    "aws:sns/topicSubscription:TopicSubscription deliveryPolicy",
    "aws:sns/topicSubscription:TopicSubscription filterPolicy",
    "aws:sns/topicSubscription:TopicSubscription redrivePolicy",
    "aws:sns/topicSubscription:TopicSubscription replayPolicy",
    "aws:sqs/queue:Queue redriveAllowPolicy",
    "aws:sqs/queue:Queue redrivePolicy",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy redriveAllowPolicy",
    "aws:sqs/redrivePolicy:RedrivePolicy redrivePolicy",
    "aws:storagegateway/nfsFileShare:NfsFileShare notificationPolicy",
    "aws:storagegateway/smbFileShare:SmbFileShare notificationPolicy",
    "aws:workspacesweb/browserSettings:BrowserSettings browserPolicy",
  ],
  "is a name, a word or a header, and no document": [
    "aws:budgets/budgetAction:BudgetAction actionType",
    "aws:codebuild/webhook:Webhook pullRequestBuildPolicy.approverRoles",
    "aws:iot/policyAttachment:PolicyAttachment policy",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream name",
    "aws:lb/listener:Listener routingHttpResponseContentSecurityPolicyHeaderValue",
    "aws:networkmanager/prefixListAssociation:PrefixListAssociation prefixListAlias",
    "aws:ses/receiptFilter:ReceiptFilter policy",
  ],
};

/** Whether an argument may be a policy document, by its name or by what is written of it. */
function isPolicy({ path, member: { name, comment } }: Argument): boolean {
  if (/(Arns?|Ids?|owner|region|policyType)$/.test(path) || words.includes(name)) return false;
  const isCalledSo = /polic(y|ies)(document|text|body|template)?$/i.test(name);
  return isCalledSo || (/polic(y|ies)/i.test(comment) && /json|document/i.test(comment));
}

const listed = Object.values(policyProperties).flatMap((paths) =>
  Object.entries(paths).flatMap(([path, types]) => types.map((type) => `${type} ${path}`)),
);

describe("policy documents that resources of the SDK have", () => {
  const found = new Set(
    [...textArguments()].filter(isPolicy).map(({ type, path }) => `${canonicalType(type)} ${path}`),
  );

  it("are each in the table of the pack, or answered", () => {
    const known = new Set([...listed, ...Object.values(answered).flat()]);
    assert.deepEqual([...found].filter((it) => !known.has(it)).sort(), []);
  });

  it("are there: nothing is listed that the SDK has not, or twice", () => {
    const all = [...listed, ...Object.values(answered).flat()];
    assert.deepEqual(
      all.filter((it, at) => !found.has(it) || all.indexOf(it) !== at),
      [],
    );
  });
});
