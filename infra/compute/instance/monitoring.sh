#!/bin/bash
# Starts the CloudWatch agent with the configuration beside this file. Runs once, before boot.sh.
set -euo pipefail

dnf install -y amazon-cloudwatch-agent logrotate
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \
  -a fetch-config -m ec2 -s -c file:/opt/platform/agent.json
