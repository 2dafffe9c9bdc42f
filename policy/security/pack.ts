import { servePack } from "../model/pack";
import { remediations } from "./remediations";
import { rules } from "./rules";

servePack("security", rules, remediations);
