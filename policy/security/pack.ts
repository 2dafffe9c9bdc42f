import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "../model/policy";
import { rules } from "./rules";

new PolicyPack("security", { policies: rules.map(policyOf) });
