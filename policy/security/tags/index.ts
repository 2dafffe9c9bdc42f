import type { AnyRule } from "../../model/rule";
import { instanceTags, requiredTags } from "./tags";

export const tagRules: readonly AnyRule[] = [requiredTags, instanceTags];
