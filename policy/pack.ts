import { servePack } from "./model/pack";
import { rules as reliability } from "./reliability/rules";
import { remediations } from "./security/remediations";
import { rules as security } from "./security/rules";

// Both halves in one process: the engine sends every resource to each pack that is loaded.
servePack("platform", [...reliability, ...security], remediations);
