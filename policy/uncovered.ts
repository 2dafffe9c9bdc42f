/** Lines of the catalogue, or rules of its sources close to them, that no policy enforces, each with the reason. */
export const uncovered: readonly { line: string; why: string }[] = [
  {
    line: "A role trusts one service only",
    why: "Roles for Lambda@Edge, and those of several services that AWS documents so, need two. `iam-trust-limited` refuses what is dangerous: everybody, and tokens whose subject nobody checks.",
  },
  {
    line: "AWS managed policies are not used (NAG IAM4)",
    why: "AWS keeps those for agents and service roles up to date, and a copy ages. `iam-no-administrator` refuses the ones of administrators.",
  },
  {
    line: "Databases and caches do not listen on their default ports (NAG RDS11, NAG AEC5)",
    why: "It hides nothing from a scan. `security-group-closed` and `data-in-private-subnets` say who gets there at all.",
  },
  {
    line: "The metadata service answers one hop away only (CKV_AWS_341)",
    why: "Containers on an instance need two hops, and a rule on single resources cannot know whether there are any. Version 2 of the service, which stops forwarded requests, is enforced.",
  },
  {
    line: "The secret that RDS manages is rotated",
    why: "RDS rotates it every seven days and makes it outside of the stack; `database-managed-password` enforces that RDS manages it.",
  },
  {
    line: "Connections of a MySQL or MariaDB database",
    why: "The capacity model knows the formula of PostgreSQL's max_connections, which the platform's database is. `database-holds-peak` judges memory and CPU of any engine.",
  },
  {
    line: "Memory of an ElastiCache Serverless cache",
    why: "It grows by itself. `cache-holds-sessions` judges what has nodes.",
  },
  {
    line: "Which rules a web ACL has",
    why: "They depend on the application. `load-balancer-waf` enforces that there is one; infra/waf.ts is the platform's own.",
  },
  {
    line: "Traffic from the load balancer to the instances is encrypted",
    why: "It stays inside the VPC and between two security groups that name each other. An environment that needs it needs certificates on instances, which is the application's decision.",
  },
  {
    line: "A subscription to a topic of alarms is confirmed",
    why: "A person confirms an e-mail after the update that makes the subscription, so no update could pass. The stack's outputs name those that wait.",
  },
];
