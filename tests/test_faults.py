"""Publications that are hindered, a few rounds of what `invoke faults` does at length."""

import pytest

from .conftest import missing
from .faults import publishing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """A content folder in two states and where they are published."""
    return publishing.Street(tmp_path_factory.mktemp("street"))


def test_killed_publication_leaves_the_site_whole(street):
    half, killed = publishing.kill(street, rounds=3)

    assert 0 == half
    assert 0 < killed


def test_two_publications_at_once_end_in_one(street):
    assert [] == publishing.two_at_once(street)


def test_full_disk_leaves_the_site_whole(street, tmp_path):
    if not publishing.may_mount(tmp_path):
        missing("the right to mount a disk", "publishing on a full disk was not tried")
    assert [] == publishing.full_disk(street, tmp_path)


def test_folder_that_cannot_be_written_is_said_before_building(street, tmp_path):
    if not publishing.may_mount(tmp_path):
        missing("the right to mount a disk", "publishing into a locked folder was not tried")
    assert [] == publishing.read_only(street, tmp_path)


def test_sixty_four_open_files_are_enough(street):
    assert [] == publishing.few_files(street)


def test_little_memory_ends_plainly(street):
    assert [] == publishing.little_memory(street)
