"""The DAGs on a real Airflow and a real Spark, with the local master, in the order of the file."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from airflow.models import DagRun, XCom
from airflow.utils.session import create_session

TRAIN = "mscon_train"
STUDY = "mscon_batch_size_study"


class AirflowRun:
    """A DAG's run for a logical date, as ``airflow dags test`` left it."""

    def __init__(self, dag_id: str, date: str) -> None:
        self._dag_id = dag_id
        self._date = date
        self.folder = (
            Path(os.environ["AIRFLOW_VAR_MSCON_RUNS"]) / dag_id / f"manual__{date}T000000-0000"
        )
        self.output = ""
        self.state = ""
        self.tasks: dict[str, list[tuple[str, int]]] = {}

    def test(self) -> AirflowRun:
        """Runs it, and notes the state and the number of attempts of each task."""
        command = ["airflow", "dags", "test", self._dag_id, self._date]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        self.output = done.stdout
        print(self.output)
        with create_session() as session:
            (dag_run,) = (run for run in DagRun.find(dag_id=self._dag_id, session=session) if self._is(run))
            self.state = str(dag_run.state)
            self.tasks = {}
            for task in sorted(dag_run.get_task_instances(session=session), key=lambda task: task.map_index):
                self.tasks.setdefault(task.task_id, []).append((str(task.state), task.try_number))
        assert (done.returncode == 0) == (self.state == "success"), self.state
        # The hook for Spark would take such a line for the driver's.
        assert not re.search(r"[eE]xit code: \d", self.output)
        return self

    def _is(self, run: DagRun) -> bool:
        return run.run_id == f"manual__{self._date}T00:00:00+00:00"

    def xcom(self, task_id: str, map_index: int = -1) -> Any:
        """What a task returned."""
        with create_session() as session:
            return XCom.get_one(
                run_id=f"manual__{self._date}T00:00:00+00:00",
                dag_id=self._dag_id,
                task_id=task_id,
                map_index=map_index,
                session=session,
            )

    def file(self, name: str) -> Any:
        """Content of a JSON file of the run."""
        return json.loads((self.folder / name).read_text())


@contextmanager
def drivers_killed(run: Path, times: int) -> Iterator[list[str]]:
    """Kills the run's driver whenever there is a newer checkpoint, so many times.

    Gives the lines of metrics.jsonl that stood when the last one died, of steps that its checkpoint holds.
    """
    kept: list[str] = []
    ended = threading.Event()

    def newest() -> int:
        manifests = run.glob("checkpoints/step-*/manifest.json")
        return max((int(manifest.parent.name.removeprefix("step-")) for manifest in manifests), default=0)

    def watch() -> None:
        seen = 0
        killed = 0
        while killed < times and not ended.wait(0.02):
            step = newest()
            if step > seen:
                os.kill(json.loads((run / "_lock").read_text())["owner"]["pid"], signal.SIGKILL)
                killed += 1
                seen = newest()
                lines = (run / "metrics.jsonl").read_text().splitlines()
                kept[:] = [line for line in lines if 0 < json.loads(line).get("step", 0) <= seen]

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield kept
    finally:
        ended.set()
        watcher.join()


def weights_without_airflow(folder: Path) -> str:
    """Trains the same in one go, with the launcher."""
    prefix = "AIRFLOW_VAR_MSCON_"
    variables = {
        key.removeprefix(prefix): value for key, value in os.environ.items() if key.startswith(prefix)
    }
    command = [f"{variables['HOME']}/spark-submit/mscon", "train", "--conf", variables["CONFIGURATION"]]
    command += ["--set", f"data.source={variables['SOURCE']}", "--dataset", variables["DATASET"]]
    command += ["--run", str(folder), "--master", "local[2]"]
    environment = {**os.environ, "SPARK_HOME": os.environ["TEST_SPARK_HOME"], "MSCON_DRIVER_MEMORY": "1g"}
    subprocess.run(command, env=environment, check=True)
    return json.loads((folder / "result.json").read_text())["weights_sha256"]


def test_a_training_that_is_killed_resumes_in_its_retry(runs: Path) -> None:
    run = AirflowRun(TRAIN, "2026-11-01")
    with drivers_killed(run.folder, times=1) as before:
        run.test()
    assert run.state == "success"
    assert run.tasks == {
        "prepare": [("success", 1)],
        "train": [("success", 2)],
        "probe": [("success", 1)],
        "report": [("success", 1)],
    }
    # With the seconds that they took: they were not trained again.
    metrics = (run.folder / "metrics.jsonl").read_text().splitlines()
    assert len(before) >= 3
    assert set(before) <= set(metrics)
    assert run.file("result.json")["weights_sha256"] == weights_without_airflow(runs / "undisturbed")
    assert run.xcom("train") == run.file("result.json")
    assert run.xcom("probe") == run.file("probe.json")
    assert [task["name"] for task in run.xcom("probe")["tasks"]] == ["category", "gender"]
    assert "<html" in (run.folder / "report.html").read_text()


def test_a_finished_run_is_left_as_it_is() -> None:
    run = AirflowRun(TRAIN, "2026-11-01")
    files = ["result.json", "metrics.jsonl", "model/weights.bin", "_SUCCESS"]
    before = [(run.folder / name).stat() for name in files]
    run.test()
    assert run.state == "success"
    assert run.tasks["train"] == [("success", 1)]
    assert [(run.folder / name).stat().st_mtime_ns for name in files] == [stat.st_mtime_ns for stat in before]
    assert f"{run.folder} is complete" in run.output
    assert run.xcom("train") == run.file("result.json")


def test_a_training_that_always_fails_fails_the_run() -> None:
    run = AirflowRun(TRAIN, "2026-11-02")
    with drivers_killed(run.folder, times=3):
        run.test()
    assert run.state == "failed"
    assert run.tasks == {
        "prepare": [("success", 1)],
        "train": [("failed", 3)],
        "probe": [("upstream_failed", 0)],
        "report": [("upstream_failed", 0)],
    }
    assert run.xcom("train") is None
    assert not (run.folder / "_SUCCESS").exists()


def test_a_study_maps_a_task_for_each_cell() -> None:
    run = AirflowRun(STUDY, "2026-11-03").test()
    assert run.state == "success"
    names = ["global-batch-16_seed-1", "global-batch-8_seed-1"]
    assert run.xcom("cells") == names
    assert run.tasks["cell"] == [("success", 1)] * 2
    assert "cell" in run.tasks and run.tasks["compare"] == [("success", 1)]
    results = [run.file(f"cells/{name}/result.json") for name in names]
    assert [run.xcom("cell", index) for index in range(2)] == results
    assert results[0]["weights_sha256"] != results[1]["weights_sha256"]
    rows = run.xcom("compare")
    assert {row["place"] for row in rows if row["figure"] == "top1"} == {"16", "8"}
    assert (run.folder / "study.html").exists()
