"""What the DAGs of mscon share: where things are, and operators that run one command.

Everything that differs between installations is an Airflow Variable or Connection, listed in
docs/operations.md. The folder of a run is made of the DAG run's id: a retry, or a task that was
cleared, finds what the attempt before it left.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import fsspec
from airflow.io import has_fs
from airflow.io.path import ObjectStoragePath
from airflow.models.param import Param
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator

if TYPE_CHECKING:
    from airflow.utils.context import Context

MAIN_CLASS = "io.mscon.submit.Main"
HOME = "{{ var.value.get('mscon_home', '/opt/mscon') }}"
RUNTIME_JAR = f"{HOME}/lib/mscon-runtime.jar"
APPLICATION_FILE = "spark_application.yaml"
THREADS = "{{ var.value.get('mscon_threads_per_lane', '1') }}"

# Hadoop takes no colon in the name of a file.
DAG_RUN = "{{ var.value.mscon_runs }}/{{ dag.dag_id }}/{{ run_id | replace(':', '') | replace('+', '-') }}"

SOURCE = "data.source={{ var.value.mscon_source }}"
SETTINGS = "{{ var.value.get('mscon_settings', '[]') }}"
DAG_RUN_SETTINGS = "{{ params.settings | tojson }}"

# Of every DAG here, so that one run can be given settings of its own when it is triggered.
PARAMS = {
    "settings": Param(
        [],
        type="array",
        items={"type": "string"},
        description="Settings of this run, such as train.epochs=2; stronger than the Variable mscon_settings.",
    )
}

# The container or the machine limits memory: JavaCPP's own count of it stops good runs.
_JAVA_OPTIONS = (
    "-XX:+UseParallelGC -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0"
)

# What the launcher spark-submit/mscon hands to spark-submit; tests/test_dags.py compares the two.
SPARK_CONF = {
    "spark.driver.extraJavaOptions": _JAVA_OPTIONS,
    "spark.executor.extraJavaOptions": _JAVA_OPTIONS,
    "spark.executorEnv.OMP_NUM_THREADS": THREADS,
    "spark.broadcast.compress": "false",
    "spark.driver.maxResultSize": "0",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
}


def stage(name: str, *options: str) -> list[str]:
    """Arguments of a command that has a configuration, a dataset and a run."""
    folders = ["--dataset", "{{ var.value.mscon_dataset }}", "--run", DAG_RUN]
    return [name, "--conf", "{{ var.value.mscon_configuration }}", *folders, "--set", SOURCE, *options]


def study(*options: str) -> list[str]:
    """Arguments of ``mscon study``."""
    folders = ["--dataset", "{{ var.value.mscon_study_dataset }}", "--study-folder", DAG_RUN]
    return ["study", "--conf", "{{ var.value.mscon_study }}", *folders, "--set", SOURCE, *options]


def arguments(command: Sequence[str], settings: Iterable[str]) -> list[str]:
    """The command followed by settings, each of which is a JSON list of ``key=value``."""
    pairs = [pair for text in settings for pair in json.loads(text)]
    return [*command, *(argument for pair in pairs for argument in ("--set", pair))]


def read_result(location: str) -> Any:
    """What a command wrote: the content of a JSON file, or the rows of a CSV file.

    Airflow's own file systems know its connections; fsspec knows more kinds, such as HDFS.
    """
    scheme = location.partition("://")[0] if "://" in location else "file"
    file = ObjectStoragePath(location).open("r") if has_fs(scheme) else fsspec.open(location, "r").open()
    with file:
        text = file.read()
    return list(csv.DictReader(text.splitlines())) if location.endswith(".csv") else json.loads(text)


class MsconSubmitOperator(SparkSubmitOperator):
    """Runs one command of mscon with spark-submit.

    :param command: the command and its options (templated)
    :param result: file that the command writes; its content is the task's XCom (templated)
    """

    template_fields = (*SparkSubmitOperator.template_fields, "command", "settings", "result", "spark_conf")

    def __init__(self, *, command: Sequence[str], result: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("name", "{{ dag.dag_id }} {{ task.task_id }}")
        super().__init__(
            application=RUNTIME_JAR,
            java_class=MAIN_CLASS,
            conf={
                **SPARK_CONF,
                "spark.driver.memory": "{{ var.value.get('mscon_driver_memory', '4g') }}",
                "spark.driver.extraJavaOptions": f"{_JAVA_OPTIONS} "
                f"-Dlog4j2.configurationFile=jar:file://{RUNTIME_JAR}!/log4j2.properties",
            },
            env_vars={"OMP_NUM_THREADS": THREADS},
            **kwargs,
        )
        self.command = command
        self.settings = [SETTINGS, DAG_RUN_SETTINGS]
        self.result = result
        self.spark_conf = "{{ var.value.get('mscon_spark_conf', '{}') }}"

    def execute(self, context: Context) -> Any:
        """Runs the command, then reads its result."""
        self.application_args = arguments(self.command, self.settings)
        self.conf = {**(self.conf or {}), **json.loads(self.spark_conf)}
        super().execute(context)
        return None if self.result is None else read_result(self.result)


class MsconCellOperator(MsconSubmitOperator):
    """Trains and probes one cell of a study: what dynamic task mapping maps.

    :param cell: name of the cell
    """

    def __init__(self, *, cell: str, **kwargs: Any) -> None:
        super().__init__(
            command=study("--cell", cell), result=f"{DAG_RUN}/cells/{cell}/result.json", **kwargs
        )
        self.cell = cell


class MsconKubernetesOperator(SparkKubernetesOperator):
    """Runs one command of mscon as a SparkApplication of the Spark operator.

    :param command: the command and its options (templated)
    :param result: file that the command writes; its content is the task's XCom (templated)
    """

    template_fields = (
        *SparkKubernetesOperator.template_fields,
        "command",
        "settings",
        "result",
        "conf",
        "spark_conf",
    )
    # Of all fields: a result ends with .json, but is no template.
    template_ext = (APPLICATION_FILE,)

    def __init__(self, *, command: Sequence[str], result: str | None = None, **kwargs: Any) -> None:
        super().__init__(
            application_file=APPLICATION_FILE,
            namespace="{{ var.value.get('mscon_namespace', 'mscon') }}",
            **kwargs,
        )
        self.command = command
        self.settings = [SETTINGS, DAG_RUN_SETTINGS]
        self.result = result
        self.conf = {**SPARK_CONF, "spark.kubernetes.driverEnv.OMP_NUM_THREADS": THREADS}
        self.spark_conf = "{{ var.value.get('mscon_spark_conf', '{}') }}"

    def manage_template_specs(self) -> dict[str, Any]:
        """The SparkApplication of the file, with this command's arguments and mscon's settings of Spark."""
        body = super().manage_template_specs()
        spec = body["spark"]["spec"]
        spec["arguments"] = arguments(self.command, self.settings)
        spec["sparkConf"] = {**self.conf, **spec.get("sparkConf", {}), **json.loads(self.spark_conf)}
        return body

    def execute(self, context: Context) -> None:
        """Runs the command, then reads its result.

        The result is pushed here: do_xcom_push of this operator means a container beside the driver.
        """
        super().execute(context)
        if self.result is not None:
            context["ti"].xcom_push(key="return_value", value=read_result(self.result))
