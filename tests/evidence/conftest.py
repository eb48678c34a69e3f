"""The data folder that tests fill row by row."""

import pytest
from data_folder import DataFolder


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path)
