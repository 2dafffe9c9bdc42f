import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "../model/policy";
import { programNoted } from "../model/program";
import { rules } from "./rules";

new PolicyPack("reliability", { policies: [programNoted, ...rules.map(policyOf)] });
