import type { PolicyResource } from "@pulumi/policy";
import type { Inputs } from "./inputs";
import type { Finding, RuleInfo } from "./rule";
import {
  eachElement,
  type SecretInputs,
  type SecretParts,
  type Secrets,
  secrets,
  shownWithMarks,
} from "./secrets";
import { Stack } from "./stack";
import { isUnknown, read } from "./value";

/** What a message shows of a secret; a number tells different ones apart while a rule judges. */
const shown = "[secret]";
const numbered = /\[secret \d+\]/g;

/** What a rule finds in a stack. */
type Judge = (stack: Stack) => Iterable<Finding>;

/**
 * Findings without a secret in their texts. The rule judges a second time, a stack that has a stand-in for each secret, and
 * its texts are taken from there: so they hold no secret, however a rule comes by what it says. The verdicts stay.
 */
export function withoutSecrets(
  rule: RuleInfo,
  findings: readonly Finding[],
  judge: Judge,
  resources: readonly PolicyResource[],
  inputs: Inputs,
): readonly Finding[] {
  const isRefused = findings.some(({ verdict }) => verdict === false);
  if (isRefused && [...inputs.keys()].some((urn) => !shownWithMarks.has(urn))) {
    return findings.map((finding) => ({ ...finding, ...withoutValues(rule) }));
  }
  if (!isRefused || !resources.some((resource) => partsOf(resource) !== undefined)) return findings;
  const redaction = new Redaction(secrets);
  const again = [...judge(new Stack(redaction.resources(resources), redaction.inputs(inputs)))];
  return findings.map((finding) => {
    if (finding.verdict !== false) return finding;
    const said = sameOf(finding, findings, again);
    const { found, required, fix, platformFix } =
      said?.verdict === false ? said : unsaid(rule, finding, said);
    return {
      ...finding,
      found: redaction.text(found),
      required: redaction.text(required),
      fix: redaction.text(fix),
      platformFix,
    };
  });
}

/** What is said while nobody knows what is secret: a level of all policies holds for the one that records it too. */
function withoutValues({
  description,
}: RuleInfo): Pick<Finding, "found" | "required" | "fix" | "platformFix"> {
  return {
    found: "no value is shown, since the policy secrets-recorded is not at the level remediate",
    required: description,
    fix: 'set "secrets-recorded" to "remediate" in the policy configuration, which changes nothing, to see more',
    platformFix: undefined,
  };
}

/** The finding on the same thing, where the rule finds as many on the resource. */
function sameOf(
  finding: Finding,
  findings: readonly Finding[],
  again: readonly Finding[],
): Finding | undefined {
  const ofIt = ({ resource }: Finding) => resource.urn === finding.resource.urn;
  const [first, second] = [findings.filter(ofIt), again.filter(ofIt)];
  return first.length === second.length ? second[first.indexOf(finding)] : undefined;
}

/** What is said where the secret itself breaks the rule. */
function unsaid(
  rule: RuleInfo,
  { resource }: Finding,
  said?: Finding,
): Pick<Finding, "found" | "required" | "fix" | "platformFix"> {
  const parts = partsOf(resource.source);
  const properties = typeof parts === "object" ? [...parts.keys()].join(", ") : "";
  const found = properties === "" ? "a value that is secret" : `a value that is secret, in ${properties}`;
  // What a rule cannot decide has no advice.
  if (said === undefined || said.required === "") {
    return { found, required: rule.description, fix: "correct the secret value" };
  }
  return { ...said, found };
}

/** The secret parts of a resource: its inputs that are marked, and the outputs that the provider's SDK declares secret. */
function partsOf({ urn, opts }: PolicyResource): SecretParts | undefined {
  const parts = secrets.get(urn)?.parts;
  const declared = opts.additionalSecretOutputs.map((name) => [name, "all"] as const);
  if (parts === "all" || declared.length === 0) return parts;
  return new Map([...(parts ?? []), ...declared]);
}

class Redaction {
  private readonly standIns = new Map<string, string>();
  private readonly everywhere: readonly string[];

  constructor(private readonly secrets: Secrets) {
    this.everywhere = recognisable([...secrets.values()].flatMap(({ texts }) => [...texts]));
  }

  resources(sources: readonly PolicyResource[]): PolicyResource[] {
    return sources.map((source) => {
      const props = this.redacted(source.props, partsOf(source), this.secrets.get(source.urn));
      return { ...source, props: props as object };
    });
  }

  inputs(inputs: Inputs): Inputs {
    return new Map(
      [...inputs].map(([urn, props]) => {
        const own = this.secrets.get(urn);
        return [urn, this.redacted(props, own?.parts, own) as object];
      }),
    );
  }

  /** A text for people. */
  text(text: string): string {
    const plain = text.replace(numbered, shown);
    return this.everywhere.reduce((rest, secret) => rest.replaceAll(secret, shown), plain);
  }

  private redacted(value: unknown, parts: SecretParts | undefined, own: SecretInputs | undefined): unknown {
    if (isUnknown(value) || value === "" || value === undefined || value === null) return value;
    if (typeof value === "object") {
      const isList = Array.isArray(value);
      const entries = Object.keys(value).map((key) => {
        const inner = parts === "all" ? "all" : parts?.get(isList ? eachElement : key);
        return [key, this.redacted(read(value, key), inner, own)] as const;
      });
      return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
    }
    if (parts === "all") return this.standInOf(typeof value === "string" ? value : JSON.stringify(value));
    if (typeof value !== "string") return value;
    if (own && isEcho(value, own)) return this.standInOf(value);
    return this.everywhere.reduce((rest, it) => rest.replaceAll(it, () => this.standInOf(it)), value);
  }

  private standInOf(secret: string): string {
    const standIn = this.standIns.get(secret) ?? `[secret ${this.standIns.size + 1}]`;
    this.standIns.set(secret, standIn);
    return standIn;
  }
}

/** Whether an output is a secret input under another name, as in `tagsAll`. */
function isEcho(value: string, { texts, inJson }: SecretInputs): boolean {
  return !/^(true|false)$/.test(value) && (texts.has(value) || inJson.has(value));
}

/** Secrets that mean themselves wherever they stand, the long ones first; a short one, or a word, means other things too. */
function recognisable(texts: readonly string[]): string[] {
  const escaped = texts.map((text) => JSON.stringify(text).slice(1, -1));
  return [...new Set([...texts, ...escaped])]
    .filter((text) => text.length >= 16 || (text.length >= 8 && !/^[a-z]+$/i.test(text)))
    .sort((one, other) => other.length - one.length);
}
