export { Certificate, type CertificateArgs } from "./certificate";
export { EndpointHealth, type EndpointHealthArgs } from "./health";
export { type Routing, routingPolicy } from "./routing";
