"""Trains and probes every cell of a study as a task of its own, then compares them."""

from __future__ import annotations

import subprocess

import pendulum
from airflow import DAG
from airflow.decorators import task
from airflow.exceptions import AirflowException
from mscon_operators import (
    DAG_RUN,
    DAG_RUN_SETTINGS,
    MAIN_CLASS,
    PARAMS,
    RUNTIME_JAR,
    SETTINGS,
    MsconCellOperator,
    MsconSubmitOperator,
    arguments,
    study,
)


@task
def cells(runtime_jar: str, command: list[str], settings: list[str]) -> list[str]:
    """The names of the study's cells, as ``mscon study --list`` prints them; starts no Spark session."""
    submit = ["spark-submit", "--master", "local", "--class", MAIN_CLASS, runtime_jar]
    listed = subprocess.run(
        [*submit, *arguments(command, settings)], capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        raise AirflowException(f"Cannot list the cells of the study: {listed.stderr}")
    return listed.stdout.split()


with DAG(
    dag_id="mscon_batch_size_study",
    description="one task for each cell of a study, then the comparison",
    doc_md=__doc__,
    schedule=None,
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    max_active_runs=1,
    default_args={"retries": 2},
    params=PARAMS,
    tags=["mscon"],
) as dag:
    prepare = MsconSubmitOperator(task_id="prepare", command=study("--prepare-only"))
    names = cells(RUNTIME_JAR, study("--list"), [SETTINGS, DAG_RUN_SETTINGS])
    cell = MsconCellOperator.partial(
        task_id="cell",
        map_index_template="{{ task.cell }}",
        # Each is a Spark application with a driver of its own.
        max_active_tis_per_dagrun=4,
    ).expand(cell=names)
    compare = MsconSubmitOperator(
        task_id="compare", command=study("--compare-only"), result=f"{DAG_RUN}/comparison.csv"
    )

    prepare >> cell >> compare
