"""What the DAGs consist of and what they would submit; nothing is run."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow import DAG
from airflow.models import DagBag
from airflow.models.mappedoperator import MappedOperator
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.utils.context import VariableAccessor

RUN_ID = "scheduled__2026-11-28T00:00:00+00:00"
FOLDER = "scheduled__2026-11-28T000000-0000"
STAGES = ["prepare", "train", "probe", "report"]


@pytest.fixture(scope="module")
def dag_bag(dags_folder: Path) -> DagBag:
    return DagBag(dags_folder, include_examples=False)


def rendered(dag: DAG, task_id: str, settings: list[str] | None = None) -> Any:
    """A copy of the task, as Airflow would run it."""
    task = dag.get_task(task_id).prepare_for_execution()
    context: dict[str, Any] = {
        "dag": dag,
        "task": task,
        "run_id": RUN_ID,
        "params": {"settings": settings or []},
        "var": {"value": VariableAccessor(deserialize_json=False)},
    }
    task.render_template_fields(context)
    return task


def submitted(operator: Any, master: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command that the operator's hook starts."""
    commands: list[list[str]] = []

    def popen(command: list[str], **_: Any) -> SimpleNamespace:
        commands.append(command)
        return SimpleNamespace(stdout=iter(()), wait=lambda: 0)

    connection = {"conn_type": "spark", "host": master, "extra": {"deploy-mode": "client"}}
    with monkeypatch.context() as patched:
        patched.setenv("AIRFLOW_CONN_SPARK_DEFAULT", json.dumps(connection))
        patched.setattr("airflow.providers.apache.spark.hooks.spark_submit.subprocess.Popen", popen)
        operator.result = None
        operator.execute({})
    (command,) = commands
    return command


def settings_of_spark(command: list[str]) -> dict[str, Any]:
    """What a spark-submit command says to Spark, Java's options as a set."""
    named = {"--driver-memory": "spark.driver.memory", "--driver-java-options": "spark.driver.extraJavaOptions"}
    settings: dict[str, Any] = {}
    for option, value in zip(command, command[1:]):
        if option == "--conf":
            key, _, settings[key] = value.partition("=")
        elif option in named:
            settings[named[option]] = value
    for key in [key for key in settings if key.endswith("extraJavaOptions")]:
        settings[key] = {part for part in settings[key].split() if not opens_modules(part)}
    return settings


def opens_modules(option: str) -> bool:
    """Spark's own options for Java 17, which spark-submit adds by itself."""
    return option.startswith(("--add-opens", "-XX:+IgnoreUnrecognized", "-Djdk.reflect"))


def launched(home: Path, *arguments: str) -> tuple[list[str], list[str]]:
    """Environment and command of the launcher for the same arguments, without these."""
    spark_home = os.environ["TEST_SPARK_HOME"]
    planned = subprocess.run(
        ["java", "-cp", f"{home}/lib/mscon-runtime.jar:{spark_home}/jars/*", "io.mscon.submit.LaunchPlan", "--"]
        + list(arguments),
        env={
            **os.environ,
            "SPARK_HOME": spark_home,
            "MSCON_HOME": str(home),
            "MSCON_DRIVER_MEMORY": os.environ["AIRFLOW_VAR_MSCON_DRIVER_MEMORY"],
        },
        capture_output=True,
        text=True,
        check=True,
    )
    items = planned.stdout.split("\0")
    end = items.index("")
    return items[:end], items[end + 1 : items.index(f"{home}/lib/mscon-runtime.jar")]


def test_all_dags_can_be_imported(dag_bag: DagBag) -> None:
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dag_ids) == {"mscon_train", "mscon_train_kubernetes", "mscon_batch_size_study"}


@pytest.mark.parametrize("dag_id", ["mscon_train", "mscon_train_kubernetes"])
def test_stages_follow_each_other(dag_bag: DagBag, dag_id: str) -> None:
    tasks = dag_bag.dags[dag_id].task_dict
    assert [tasks[stage].downstream_task_ids for stage in STAGES] == [{"train"}, {"probe"}, {"report"}, set()]


def test_a_study_maps_its_cells_between_preparation_and_comparison(dag_bag: DagBag) -> None:
    tasks = dag_bag.dags["mscon_batch_size_study"].task_dict
    assert isinstance(tasks["cell"], MappedOperator)
    assert tasks["cell"].upstream_task_ids == {"prepare", "cells"}
    assert tasks["compare"].upstream_task_ids == {"cell"}


def test_every_task_is_retried(dag_bag: DagBag) -> None:
    assert {task.retries for dag in dag_bag.dags.values() for task in dag.tasks} == {2}


def test_training_is_submitted_as_the_launcher_would(
    dag_bag: DagBag, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_SPARK_CONF", "{}")
    dag = dag_bag.dags["mscon_train"]
    operator = rendered(dag, "train")
    command = submitted(operator, "spark://host:7077", monkeypatch)
    jar = command.index(f"{home}/lib/mscon-runtime.jar")
    environment, launcher = launched(home, *command[jar + 1 :], "--master", "spark://host:7077")
    assert command[command.index("--master") + 1] == "spark://host:7077"
    assert command[command.index("--class") + 1] == launcher[launcher.index("--class") + 1]
    assert settings_of_spark(command[:jar]) == settings_of_spark(launcher)
    assert [f"{key}={value}" for key, value in operator.env_vars.items()] == environment


def test_settings_come_from_the_variable_then_from_the_run(
    dag_bag: DagBag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_SETTINGS", '["train.epochs=3"]')
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_SPARK_CONF", '{"spark.executor.memory": "8g"}')
    dag = dag_bag.dags["mscon_train"]
    operator = rendered(dag, "probe", settings=["metrics=[gender]"])
    command = submitted(operator, "yarn", monkeypatch)
    assert command[-4:] == ["--set", "train.epochs=3", "--set", "metrics=[gender]"]
    assert "spark.executor.memory=8g" in command


def test_a_run_has_a_folder_of_its_own(dag_bag: DagBag, runs: Path) -> None:
    dag = dag_bag.dags["mscon_train"]
    operator = rendered(dag, "train")
    folder = f"{runs}/mscon_train/{FOLDER}"
    assert operator.command[operator.command.index("--run") + 1] == folder
    assert operator.result == f"{folder}/result.json"


def test_a_spark_application_runs_the_same_command(
    dag_bag: DagBag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_IMAGE", "registry/mscon:1")
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_HOME", "/opt/mscon")
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_RUNS", "s3a://bucket/runs")
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_SPARK_CONF", '{"spark.hadoop.fs.s3a.endpoint": "http://s3"}')
    dag = dag_bag.dags["mscon_train_kubernetes"]
    operator = rendered(dag, "train", settings=["train.epochs=3"])
    application = operator.template_body["spark"]
    spec = application["spec"]
    assert (application["apiVersion"], application["kind"]) == (
        "sparkoperator.k8s.io/v1beta2",
        "SparkApplication",
    )
    assert spec["image"] == "registry/mscon:1"
    assert spec["mainApplicationFile"] == "local:///opt/mscon/lib/mscon-runtime.jar"
    assert spec["restartPolicy"] == {"type": "Never"}
    assert spec["arguments"][0] == "train"
    assert spec["arguments"][-3:] == ["--resume", "--set", "train.epochs=3"]
    run = spec["arguments"][spec["arguments"].index("--run") + 1]
    assert run == f"s3a://bucket/runs/mscon_train_kubernetes/{FOLDER}"
    assert operator.result == f"{run}/result.json"
    assert spec["sparkConf"]["spark.kubernetes.driverEnv.OMP_NUM_THREADS"] == "1"
    assert spec["sparkConf"]["spark.hadoop.fs.s3a.endpoint"] == "http://s3"
    assert "{{" not in json.dumps(application)


def test_a_result_is_handed_over_and_a_missing_one_is_a_failure(
    dag_bag: DagBag, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_IMAGE", "registry/mscon:1")
    monkeypatch.setenv("AIRFLOW_VAR_MSCON_RUNS", str(tmp_path))
    monkeypatch.setattr(SparkKubernetesOperator, "execute", lambda *_: None)
    operator = rendered(dag_bag.dags["mscon_train_kubernetes"], "train")
    pushed: dict[str, Any] = {}
    context = {"ti": SimpleNamespace(xcom_push=lambda key, value: pushed.update({key: value}))}
    with pytest.raises(FileNotFoundError, match="result.json"):
        operator.execute(context)
    result = tmp_path / "mscon_train_kubernetes" / FOLDER / "result.json"
    result.parent.mkdir(parents=True)
    result.write_text('{"steps": 3}')
    operator.execute(context)
    assert pushed == {"return_value": {"steps": 3}}
