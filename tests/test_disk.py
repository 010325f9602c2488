"""Files are written and moved so that nothing that was there is lost."""

from litfass.disk import move_into, put


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
