"""Where test.sh put things."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def home() -> Path:
    """The unpacked distribution."""
    return Path(os.environ["AIRFLOW_VAR_MSCON_HOME"])


@pytest.fixture(scope="session")
def dags_folder() -> Path:
    """The distribution's DAGs."""
    return Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])


@pytest.fixture(scope="session")
def runs() -> Path:
    """Where the DAGs make their runs."""
    return Path(os.environ["AIRFLOW_VAR_MSCON_RUNS"])
