import * as aws from "@pulumi/aws";

// The least that can be interrupted: three types, each on the one before it.
const key = new aws.kms.Key("small", { description: "Encrypts the topics" });
for (let number = 1; number <= 6; number += 1) {
  const topic = new aws.sns.Topic(`topic-${number}`, { kmsMasterKeyId: key.id });
  new aws.cloudwatch.MetricAlarm(`alarm-${number}`, {
    namespace: "AWS/SNS",
    metricName: "NumberOfNotificationsFailed",
    dimensions: { TopicName: topic.name },
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    statistic: "Sum",
    period: 60,
    evaluationPeriods: 1,
  });
}
