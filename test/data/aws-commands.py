"""Prints test/data/aws-commands.json: what the AWS CLI takes, from the models in a wheel of botocore.

Usage: pip download --no-deps botocore && python3 test/data/aws-commands.py botocore-*.whl > test/data/aws-commands.json

An operation's parameters are in one text: `Name! Other(Inner,Innermost)`, with `!` for what is required and the members of
structures in parentheses.
"""

import gzip
import json
import re
import sys
import zipfile

SERVICES = """account acm application-autoscaling autoscaling backup cloudfront cloudwatch dynamodb ec2 elasticache iam kms rds
route53 s3 service-quotas sns ssm""".split()
# Of a service with too many to keep them all.
OPERATIONS = {
    "cloudfront": r"AssociateAlias|(Get|Update)Distribution",
    "ec2": r"(Describe|Get)(Console|Image|Instance|Volume)",
    "route53": r"(Change|List)ResourceRecordSets|UpdateHostedZone",
}


def newest(wheel, service, model):
    pattern = rf"botocore/data/{service}/[^/]+/{model}\.json(\.gz)?$"
    names = sorted(name for name in wheel.namelist() if re.match(pattern, name))
    if not names:
        return {}
    data = wheel.read(names[-1])
    return json.loads(gzip.decompress(data) if names[-1].endswith(".gz") else data)


def parameters(operation, shapes):
    if "input" not in operation:
        return ""
    given = shapes[operation["input"]["shape"]]

    def text(name, member):
        shape = shapes[member["shape"]]
        inner = ",".join(shape["members"]) if shape["type"] == "structure" else ""
        return name + ("!" if name in given.get("required", []) else "") + (f"({inner})" if inner else "")

    return " ".join(text(name, member) for name, member in given["members"].items())


def main(path):
    wheel = zipfile.ZipFile(path)
    services = {}
    for service in SERVICES:
        model = newest(wheel, service, "service-2")
        waiters = newest(wheel, service, "waiters-2").get("waiters", {})
        services[service] = {
            "operations": {
                name: parameters(operation, model["shapes"])
                for name, operation in model["operations"].items()
                if re.match(OPERATIONS.get(service, ""), name)
            },
            "waiters": {name: waiter["operation"] for name, waiter in waiters.items()},
        }
    source = re.search(r"botocore-[\d.]+\d", path).group()
    json.dump({"source": source, "services": services}, sys.stdout, indent=2)


main(sys.argv[1])
