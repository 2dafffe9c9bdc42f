import type { PolicyConfigSchema, Severity, StackValidationPolicy } from "@pulumi/policy";
import { type Resource, Stack } from "./stack";
import { unknown, type Verdict } from "./value";

/** What a rule says of one resource. */
export interface Finding {
  readonly resource: Resource;
  /** Whether the rule is kept; unknown where a preview cannot tell. */
  readonly verdict: Verdict;
  /** What is there, with the figures. */
  readonly found: string;
  /** What has to be there, with the figures. */
  readonly required: string;
  /** The change that makes it so: which property to what value. */
  readonly fix: string;
}

/** One sentence about a stack, and how to judge it. */
export interface Rule<Config extends object = object> {
  /** kebab-case, unique in the pack. */
  readonly name: string;
  /** The sentence that the rule enforces. */
  readonly description: string;
  readonly severity: Severity;
  /** Requirement that it stands for, e.g. `D1`. */
  readonly requirement: string;
  /** The rules of other sets that it covers, e.g. `CKV_AWS_150`; empty where it is new. */
  readonly sources: readonly string[];
  /** JSON schema of the rule's parameters, with defaults. */
  readonly configSchema?: PolicyConfigSchema;
  /** Findings on all resources that the rule is about. */
  readonly check: (stack: Stack, config: Config) => Iterable<Finding>;
}

/** Makes a rule a policy of Pulumi's. */
export function policyOf<Config extends object>(rule: Rule<Config>): StackValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    severity: rule.severity,
    enforcementLevel: "mandatory",
    ...(rule.configSchema && { configSchema: rule.configSchema }),
    validateStack: (args, report) => {
      const findings = [...rule.check(new Stack(args.resources), args.getConfig<Config>())];
      for (const finding of findings.filter(({ verdict }) => verdict === false)) {
        report(messageOf(rule, finding), finding.resource.urn);
      }
      const undecided = findings.filter(({ verdict }) => verdict === unknown);
      if (undecided.length > 0) {
        // Not a violation, nor an advisory: the update knows the value, and decides.
        console.info(
          `${rule.name}: decided in the update for ${undecided.map(({ resource }) => resource.name).join(", ")}`,
        );
      }
    },
  };
}

/** The engine shows the resource and the rule's sentence above it. */
function messageOf<Config extends object>(rule: Rule<Config>, { found, required, fix }: Finding): string {
  const why = [`requirement ${rule.requirement}`, ...rule.sources].join(", ");
  return [`found:    ${found}`, `required: ${required}`, `fix:      ${fix}`, `why:      ${why}`].join("\n");
}
