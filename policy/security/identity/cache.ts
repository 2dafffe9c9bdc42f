import { type Finding, rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { elements, every, judge, not, some, unknown, type Value } from "../../model/value";
import { show } from "../../model/show";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const clusterType = "aws:elasticache/cluster:Cluster";
const serverlessType = "aws:elasticache/serverlessCache:ServerlessCache";

export const cacheAuthentication = rule({
  name: "cache-authentication",
  description: "A cache asks its clients who they are",
  cannotKnow: "What the users of another stack's user group may do without a password",
  severity: "high",
  requirement: "security",
  sources: ["CFG ELASTICACHE_RBAC_AUTH_ENABLED", "NAG AEC6", "CKV_AWS_31"],
  *check(stack) {
    for (const cache of stack.ofType(groupType, clusterType, serverlessType)) {
      if (!isMemcached(cache) && !isOfGroup(cache)) yield asksClients(cache);
    }
    for (const group of stack.ofType("aws:elasticache/userGroup:UserGroup")) {
      yield hasNoDefaultUser(group, elements(group.get("userIds")));
    }
    for (const member of stack.ofType("aws:elasticache/userGroupAssociation:UserGroupAssociation")) {
      yield hasNoDefaultUser(member, [member.get("userId")]);
    }
    for (const user of stack.ofType("aws:elasticache/user:User")) yield needsPassword(user);
  },
});

/** Memcached knows no users that a resource of Pulumi's sets. */
function isMemcached(cache: Resource): boolean {
  return cache.get("engine") === "memcached";
}

/** A node of a replication group asks what its group asks. */
function isOfGroup(cache: Resource): boolean {
  return cache.type === clusterType && cache.given("replicationGroupId") !== undefined;
}

function asksClients(cache: Resource): Finding {
  const tokens: readonly Value[] = [cache.given("authToken"), cache.given("authTokenWo")];
  const groups: readonly Value[] = [cache.given("userGroupId"), ...listed(cache.given("userGroupIds"))];
  const isSingle = cache.type === clusterType;
  return {
    resource: cache,
    verdict: every([
      !isSingle,
      // A group that is given and not known yet is one that is being made.
      some([...tokens.map((token) => judge(token, isSet)), groups.some(isSet)]),
    ]),
    found: isSingle
      ? `engine ${show(cache.get("engine"))} without a replication group`
      : "neither users nor a token",
    required: isSingle
      ? "a replication group, which has users or a token"
      : "users that sign in by IAM, or an authToken",
    fix: isSingle
      ? "make an aws.elasticache.ReplicationGroup with userGroupIds in its place"
      : 'add an aws.elasticache.User with authenticationMode {type: "iam"} and an aws.elasticache.UserGroup, and name the group in userGroupIds (of a ServerlessCache: userGroupId)',
  };
}

function isSet(value: Value): boolean {
  return value !== undefined && value !== "";
}

function listed(ids: Value): readonly Value[] {
  const all = elements(ids);
  return all === unknown ? [unknown] : all;
}

/** The user that AWS makes with the id `default` needs no password. Source: ElastiCache User Guide, "Role-Based Access Control". */
function hasNoDefaultUser(resource: Resource, ids: readonly Value[] | typeof unknown): Finding {
  return {
    resource,
    verdict:
      ids === unknown ? unknown : not(some(ids.map((id) => judge(id, (known) => known === "default")))),
    found: 'the user with the id "default", who needs no password and may do everything',
    required: 'a user of one\'s own whose userName is "default", switched off',
    fix: 'add an aws.elasticache.User with another userId, userName "default" and accessString "off ~* -@all", and name it in place of "default"',
  };
}

function needsPassword(user: Resource): Finding {
  const open = some([
    judge(user.get("noPasswordRequired"), (value) => value === true),
    judge(user.get("authenticationMode", "type"), (type) => type === "no-password-required"),
  ]);
  const off = judge(user.get("accessString"), (text) => /(^|\s)off(\s|$)/.test(show(text)));
  return {
    resource: user,
    verdict: some([off, not(open)]),
    found: "a user who needs no password",
    required: 'authenticationMode.type "iam" or "password", or an access string that begins with off',
    fix: 'set authenticationMode to {type: "iam"}',
  };
}
