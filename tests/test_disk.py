"""Files are written and moved so that nothing that was there is lost."""

import pytest
from litfass.machine.disk import move_into, put, put_whole


def test_what_is_new_is_moved_between_what_is_there(tmp_path):
    stage, output = tmp_path / "stage", tmp_path / "output"
    for path, text in {"a.txt": "new", "old/b/c.txt": "new", "only/d/e.txt": "new"}.items():
        put(str(stage / path), text.encode())
    for path, text in {"a.txt": "old", "old/b/c.txt": "old", "old/b/left.txt": "as it was"}.items():
        put(str(output / path), text.encode())

    move_into(str(stage), str(output))

    found = {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*") if path.is_file()}
    left = {"old/b/left.txt": "as it was"}
    assert {"a.txt": "new", "old/b/c.txt": "new", "only/d/e.txt": "new"} | left == found


def test_file_that_cannot_be_written_is_as_it_was(tmp_path, monkeypatch):
    """As on a disk that becomes full: an editor's text must not be cut off."""
    file = tmp_path / "fest.md"
    file.write_text("alt")

    def full(path, _):
        path.open("w").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    with pytest.raises(OSError, match="No space"):
        put_whole(file, b"neu")
    assert "alt" == file.read_text()
    assert ["fest.md"] == [path.name for path in tmp_path.iterdir()]


def test_file_that_is_written_anew_keeps_its_rights(tmp_path):
    file = tmp_path / "fest.md"
    file.write_text("alt")
    file.chmod(0o664)

    put_whole(file, b"neu")

    assert ("neu", 0o664) == (file.read_text(), file.stat().st_mode & 0o777)
