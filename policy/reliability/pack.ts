import { servePack } from "../model/pack";
import { rules } from "./rules";

servePack("reliability", rules);
