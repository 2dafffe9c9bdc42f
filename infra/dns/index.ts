export { Certificate, type CertificateArgs } from "./certificate";
export { FallbackPage, type FallbackPageArgs } from "./fallback-page";
export { EndpointHealth, type EndpointHealthArgs } from "./health";
export { HealthAlarm, type HealthAlarmArgs } from "./health-alarm";
export { type Routing, routingPolicy } from "./routing";
