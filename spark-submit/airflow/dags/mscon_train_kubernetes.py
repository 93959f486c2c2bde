"""The same as mscon_train on Kubernetes, each stage a SparkApplication of the Spark operator.

Not spark-submit against k8s://: it may end with 0 although the driver failed, so that the hook of
SparkSubmitOperator has to find the driver's status in the log. SparkKubernetesOperator watches its pod.
"""

from __future__ import annotations

import pendulum
from airflow import DAG
from mscon_operators import DAG_RUN, PARAMS, MsconKubernetesOperator, stage

with DAG(
    dag_id="mscon_train_kubernetes",
    description="prepare, train, probe and report as SparkApplications",
    doc_md=__doc__,
    schedule="@daily",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    # All runs prepare the same dataset.
    max_active_runs=1,
    default_args={"retries": 2},
    params=PARAMS,
    tags=["mscon"],
) as dag:
    prepare = MsconKubernetesOperator(task_id="prepare", command=stage("prepare"))
    train = MsconKubernetesOperator(
        task_id="train", command=stage("train", "--resume"), result=f"{DAG_RUN}/result.json"
    )
    probe = MsconKubernetesOperator(task_id="probe", command=stage("probe"), result=f"{DAG_RUN}/probe.json")
    report = MsconKubernetesOperator(task_id="report", command=stage("report"))

    prepare >> train >> probe >> report
