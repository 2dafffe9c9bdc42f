import type { Severity } from "@pulumi/policy";
import type { Resource, Stack } from "./stack";
import { unknown, type Value, type Verdict } from "./value";

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
  /** Where a stack of the platform's own components makes that change: a key of its configuration, or a file. */
  readonly platformFix?: string;
}

/** A parameter of a rule; its type is that of its default. */
export interface Setting<T = Value> {
  readonly default: T;
  readonly description: string;
  /** Bounds of a number, both allowed. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The parameters of a rule by name. */
export type Settings<Config> = { readonly [Name in keyof Config]: Setting<Config[Name]> };

/** What is said of a rule beside how it judges. */
export interface RuleInfo {
  /** kebab-case, unique in the pack. */
  readonly name: string;
  /** The sentence that the rule enforces. */
  readonly description: string;
  readonly severity: Severity;
  /** Requirement that it stands for, e.g. `D1`; the security pack's stand for the catalogue. */
  readonly requirement: string;
  /** The rules of other sets that it covers, e.g. `CKV_AWS_150`; empty where it is new. */
  readonly sources: readonly string[];
  /** What no finding of the rule tells, since nothing in the stack says it: a phrase, for the document. */
  readonly cannotKnow: string;
  /** Whether what it finds of many resources is one mistake of the program's, and so is said once, with their number. */
  readonly saidOnce?: true;
}

/** One sentence about a stack, and how to judge it. */
export interface Rule<Config extends object = object> extends RuleInfo {
  readonly settings?: Settings<Config>;
  /** Findings on all resources that the rule is about; none where it is about nothing in the stack. */
  check(stack: Stack, config: Config): Iterable<Finding>;
}

/** A finding that waits for the update, and so needs no advice. */
export function undecided(resource: Resource, found: string): Finding {
  return { resource, verdict: unknown, found, required: "", fix: "" };
}

/** Gives a rule its type where it is written. */
export function rule<Config extends object>(rule: Rule<Config>): Rule<Config> {
  return rule;
}

/** A rule whose parameters are its own affair, as one of many. */
export type AnyRule = Rule;
