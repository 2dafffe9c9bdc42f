// Where backups are copied to by default: far enough away not to share a disaster, and in the same jurisdiction.
const companions: Readonly<Record<string, string>> = {
  "us-east-1": "us-west-2",
  "us-east-2": "us-west-2",
  "us-west-1": "us-east-2",
  "us-west-2": "us-east-1",
  "ca-central-1": "ca-west-1",
  "eu-central-1": "eu-west-1",
  "eu-north-1": "eu-west-1",
  "eu-south-1": "eu-west-1",
  "eu-west-1": "eu-central-1",
  "eu-west-3": "eu-central-1",
  "ap-northeast-1": "ap-northeast-3",
  "ap-northeast-3": "ap-northeast-1",
  "ap-southeast-2": "ap-southeast-4",
  "ap-southeast-4": "ap-southeast-2",
};

/** The region for a second copy; undefined where somebody has to decide whose law the copy may be under. */
export function companionOf(region: string): string | undefined {
  return companions[region];
}

/**
 * Regions that every account may use. Those "launched after March 20, 2019 are disabled by default": AWS Account Management,
 * "Enable or disable AWS Regions in your account", read 2026-11-25; the list is from "AWS Regions" there.
 */
const enabledByDefault: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
];

/** Whether an account has to be opted in to a region before anything can be made there. */
export function isOptIn(region: string): boolean {
  return !enabledByDefault.includes(region);
}
