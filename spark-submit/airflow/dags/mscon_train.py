"""Every night: prepares the corpus, trains an encoder, probes it and writes the report."""

from __future__ import annotations

import pendulum
from airflow import DAG
from mscon_operators import DAG_RUN, PARAMS, MsconSubmitOperator, stage

with DAG(
    dag_id="mscon_train",
    description="prepare, train, probe and report with spark-submit",
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
    prepare = MsconSubmitOperator(task_id="prepare", command=stage("prepare"))
    train = MsconSubmitOperator(
        task_id="train", command=stage("train", "--resume"), result=f"{DAG_RUN}/result.json"
    )
    probe = MsconSubmitOperator(task_id="probe", command=stage("probe"), result=f"{DAG_RUN}/probe.json")
    report = MsconSubmitOperator(task_id="report", command=stage("report"))

    prepare >> train >> probe >> report
