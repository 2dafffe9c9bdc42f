// The project's own program, weakened on its way to the engine.
import "./weaken";
import "../../../infra";
