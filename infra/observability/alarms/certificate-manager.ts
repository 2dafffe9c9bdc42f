import type { Service } from "./alarm";

/** AWS Certificate Manager. */
export const certificateManager: Service = {
  alarms: [
    {
      id: "certificate-expiry",
      title: "Days until the certificate expires",
      watches: ["certificate"],
      severity: "ticket",
      composite: "none",
      measure: { namespace: "AWS/CertificateManager", name: "DaysToExpiry", statistic: "Minimum" },
      unit: "days",
      comparison: "<",
      threshold: ({ alarms }) => alarms.certificateDays,
      period: 86_400,
      breaching: [1, 1],
      missing: "ignore",
      meaning: "ACM renews 60 days ahead and has not; when the certificate expires no browser gets in.",
      first:
        "Check that the validation record is still in the hosted zone; an imported one must be imported anew.",
      runbook: {
        means: "ACM renews certificates 60 days ahead; with `alarms.certificateDays` left it has not.",
        lookAt: "`aws acm describe-certificate`: RenewalSummary; the validation record in the hosted zone.",
        doFirst: "Put the record back with `pulumi up`. An imported certificate has to be imported again.",
        escalate: "The owner of the domain's hosted zone, with the date of expiry.",
      },
    },
  ],
};
