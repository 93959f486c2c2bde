#!/usr/bin/env bash
# Runs a command of mscon on YARN, with the settings of conf/spark/yarn.conf over those of the installed Spark:
#
#   export SPARK_HOME=/opt/spark HADOOP_CONF_DIR=/etc/hadoop/conf
#   spark-submit/yarn.sh train --conf conf/zappos50k.conf --dataset hdfs:///data/zappos --run hdfs:///runs/zappos --resume
#   spark-submit/yarn.sh --deploy-mode cluster --queue nightly train ...
#
# What stands before the command goes to Spark's spark-submit: --deploy-mode cluster (the driver runs in the cluster; here
# otherwise), --queue, --principal and --keytab, --conf spark.KEY=VALUE, --properties-file for settings over yarn.conf's.
# docs/operations.md has the rest.
set -euo pipefail

script=$(readlink -f -- "${BASH_SOURCE[0]}")
home=$(dirname -- "$(dirname -- "$script")")
if [[ $# == 0 || $1 == -h || $1 == --help ]]; then
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$script"
  exit 0
fi
if [[ -z ${HADOOP_CONF_DIR:-}${YARN_CONF_DIR:-} ]]; then
  echo "mscon: Cannot submit to YARN: HADOOP_CONF_DIR is not set (set it to the folder of core-site.xml and yarn-site.xml)" >&2
  exit 2
fi
exec "$home/spark-submit/mscon" --spark-submit --master yarn --properties-file "$home/conf/spark/yarn.conf" "$@"
