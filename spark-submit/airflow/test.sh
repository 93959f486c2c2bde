#!/usr/bin/env bash
# The DAGs on a real Airflow and a real Spark, both from PyPI, from nothing: they import, train, resume, fail and compare
# as they should. Everything is in a temporary folder, Airflow's database too.
#
#   spark-submit/airflow/test.sh      PYTHON: a Python 3.11 (default: python3.11)
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

here=$PWD/spark-submit/airflow
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

say() { echo "== $SECONDS s: $*"; }

say 'Installing Airflow and Spark'
"${PYTHON:-python3.11}" -m venv "$work/python"
PATH=$work/python/bin:$PATH
pip install -q --no-deps --no-compile -r "$here/requirements.txt"
pip check
TEST_SPARK_HOME=$(python -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')

say 'Packing and unpacking mscon'
env -u SPARK_HOME ./spark-submit/mscon dist --out "$work/mscon.tar.gz"
tar -xzf "$work/mscon.tar.gz" -C "$work"
mv "$work"/mscon-*/ "$work/mscon"
cp -r "$here/tests" "$work/tests"
# Spark is the one that spark-submit on the PATH belongs to.
unset SPARK_HOME
export SPARK_LOCAL_IP=127.0.0.1 TEST_SPARK_HOME
# Some twenty JVMs that live for seconds: the second compiler costs them more than it gains.
export JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1

export AIRFLOW_HOME=$work/airflow
export AIRFLOW__CORE__DAGS_FOLDER=$work/mscon/spark-submit/airflow/dags
export AIRFLOW__CORE__LOAD_EXAMPLES=False
export AIRFLOW__CORE__DEFAULT_TASK_RETRY_DELAY=1
# On a machine that is busy too.
export AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT=600
export AIRFLOW_CONN_SPARK_DEFAULT='{"conn_type": "spark", "host": "local[2]", "extra": {"deploy-mode": "client"}}'
export AIRFLOW_VAR_MSCON_HOME=$work/mscon
export AIRFLOW_VAR_MSCON_SOURCE=$work/corpus
export AIRFLOW_VAR_MSCON_CONFIGURATION=$work/tests/tiny.conf
export AIRFLOW_VAR_MSCON_DATASET=$work/dataset
export AIRFLOW_VAR_MSCON_STUDY=$work/tests/tiny-study.conf
export AIRFLOW_VAR_MSCON_STUDY_DATASET=$work/study-dataset
export AIRFLOW_VAR_MSCON_RUNS=$work/runs
export AIRFLOW_VAR_MSCON_DRIVER_MEMORY=1g
export AIRFLOW_VAR_MSCON_SPARK_CONF='{"spark.driver.host": "localhost", "spark.driver.bindAddress": "127.0.0.1"}'

say 'Drawing a corpus'
SPARK_HOME=$TEST_SPARK_HOME "$work/mscon/spark-submit/mscon" draw-corpus "$work/corpus" --layout zappos50k --pictures 200

say 'Making a database for Airflow'
airflow db migrate >"$work/migrate.log" 2>&1 || { cat "$work/migrate.log"; exit 1; }

say 'Running the DAGs'
python -m pytest -q -x --durations=0 -p no:cacheprovider "$work/tests"
say 'Done'
