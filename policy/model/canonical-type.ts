/**
 * One token for each thing: @pulumi/aws has modules and classes that are others by a second name, and subnets and route
 * tables that AWS made and a program takes over.
 */
export function canonicalType(type: string): string {
  return type
    .replace(
      /^aws:ec2\/default(Subnet|RouteTable):Default/,
      (_, name: string) => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:`,
    )
    .replace(/^aws:(alb|applicationloadbalancing)\//, "aws:lb/")
    .replace(/^aws:s3\/(\w+)V2:(\w+)V2$/, "aws:s3/$1:$2");
}
