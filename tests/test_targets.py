"""Where a release is sent: new things first, old things last, nobody else's touched, nothing sent twice."""

import errno
import os
import shutil
import subprocess
from unittest.mock import Mock

import pytest
from litfass.problems import EnvironmentFault
from litfass.release.deliver import deliver
from litfass.release.folder import ReleaseFolder
from litfass.release.manifest import Manifest, digests
from litfass.release.send import Sent, send
from litfass.release.targets import target_for
from litfass.release.targets.git_pages import PagesBranch
from litfass.release.targets.rsync import RemoteFolder
from litfass.release.targets.s3 import ObjectStorage
from litfass.release.targets.target import LIST
from moto import mock_aws

from .conftest import NOW, TESTS, build, litfass, missing, settings_in
from .faults.storage import BUCKET, PREFIX, Memory, client_of, cut_and_repair, dangling, empty, stored, whole


@pytest.fixture(scope="module")
def days(golden_site, tmp_path_factory):
    """The tiny neighbourhood on two days: in between things came, went, and moved."""
    folder = tmp_path_factory.mktemp("days")
    content = shutil.copytree(TESTS / "site", folder / "content")
    (content / "news/2026-11-23-neu.md").write_text(
        "---\ntitle: Neu\nabout: [fest]\n---\nEs gibt ein [Fest](../events/fest.md).\n"
    )
    (content / "events/fest.md").write_text(
        "---\ntitle: Neues Fest\nstart: 2027-02-01\n---\n[Neu](../news/2026-11-23-neu.md)\n"
    )
    old = shutil.copytree(golden_site, folder / "old")
    done = build(content, folder / "new")
    assert 0 == done.returncode, done.stderr
    for site in (old, folder / "new"):
        (site / ".litfass.json").unlink()
    return old, folder / "new"


@pytest.fixture(scope="module")
def client():
    """A client of a storage that is moto's."""
    with mock_aws():
        yield client_of()


# --- the order ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_nothing_one_can_reach_is_ever_missing(days):
    old, new = days
    target = Memory()

    for folder in (old, new, old):
        send(target, folder, digests(folder))

    assert [] == target.faults
    assert len(digests(old)) < target.looks
    assert whole(old) == {path: data for path, data in target.files.items() if path != LIST}


class Diary(Memory):
    """A target that writes down what it is told, and whose line breaks after some of it."""

    def __init__(self, files=(), most=99):
        super().__init__()
        self.files, self.most, self.told = dict(files), most, []

    def put(self, folder, paths):
        self._note("put", paths)
        self.files |= {path: (folder / path).read_bytes() for path in paths}

    def delete(self, paths):
        self._note("delete", paths)
        self.files = {path: data for path, data in self.files.items() if path not in paths}

    def write_list(self, text):
        self._note("list", ())
        super().write_list(text)

    def _note(self, what, paths):
        if len(self.told) == self.most:
            raise EnvironmentFault("The line broke.")
        self.told.append((what, *sorted(paths)))


@pytest.fixture
def monday_and_tuesday(tmp_path):
    """Two small sites: in between a page and a file came, changed and went."""
    sites = {
        "mo": {"index.html": "1", "alt.html": "1", "wie.html": "1", "alt.css": "1", "wie.css": "1", "same.css": "1"},
        "di": {"index.html": "2", "neu.html": "1", "wie.html": "2", "neu.css": "1", "wie.css": "2", "same.css": "1"},
    }
    for day, files in sites.items():
        (tmp_path / day).mkdir()
        for name, text in files.items():
            (tmp_path / day / name).write_text(text)
    return tmp_path / "mo", tmp_path / "di"


def test_new_comes_before_what_changed_and_old_goes_last(monday_and_tuesday):
    monday, tuesday = monday_and_tuesday
    seen = []
    first, target = Diary(), Diary()

    send(first, monday, digests(monday), lambda: seen.append(1))
    send(target, monday, digests(monday))
    target.told.clear()
    send(target, tuesday, digests(tuesday))

    put = [("put", "alt.css", "same.css", "wie.css"), ("put", "alt.html", "wie.html"), ("put", "index.html")]
    assert [("list",), *put, ("list",)] == first.told
    assert len(digests(monday)) == len(seen)
    put = [("put", "neu.css"), ("put", "neu.html"), ("put", "index.html", "wie.css", "wie.html")]
    assert [("list",), *put, ("list",), ("delete", "alt.html"), ("delete", "alt.css"), ("list",)] == target.told
    target.told.clear()
    assert (0, 6, 0) == send(target, tuesday, digests(tuesday))
    assert [] == target.told


def test_what_is_cut_off_anywhere_is_finished_by_the_next_run_and_nothing_is_left_behind(monday_and_tuesday):
    monday, tuesday = monday_and_tuesday
    before = Diary()
    send(before, monday, digests(monday))
    for start in ({}, before.files):
        for goal in monday_and_tuesday:
            steps = Diary(start)
            send(steps, tuesday, digests(tuesday))
            for cut in range(len(steps.told)):
                half = Diary(start, most=cut)
                with pytest.raises(EnvironmentFault, match="broke"):
                    send(half, tuesday, digests(tuesday))
                again = Diary(half.files)
                send(again, goal, digests(goal))

                left = {path: data for path, data in again.files.items() if path != LIST}
                assert whole(goal) == left, (len(start), goal.name, cut)
                sent = [path for what, *paths in again.told if what == "put" for path in paths]
                assert goal == monday or not start or sent == sorted(sent, key=lambda path: not path.startswith("neu"))


def test_a_missing_page_is_noticed():
    page = b'<html lang="de"><title>x</title><a href="/weg/">weg</a></html>'

    assert [("index.html", "/weg/")] == dangling({"index.html": page})


@pytest.mark.slow
def test_unchanged_files_are_not_sent_again(days):
    old, new = days
    target = Memory()
    send(target, old, digests(old))

    assert 0 == send(target, old, digests(old)).sent
    sent = send(target, new, digests(new))

    assert 0 < sent.sent < len(digests(new)) / 2
    assert sent.same == len(digests(new)) - sent.sent


def site_of(folder, **texts):
    """A folder with some pages by name."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text)
    return folder


def test_place_of_somebody_else_is_refused_and_kept(tmp_path):
    target = Memory()
    target.files["brief.txt"] = b"bleibt"

    with pytest.raises(EnvironmentFault, match="did not put there"):
        send(target, site_of(tmp_path / "a", index="1"), {"index.html": "1"})
    assert {"brief.txt": b"bleibt"} == target.files


def test_damaged_list_deletes_nothing(tmp_path):
    target = Memory()
    target.files = {LIST: b"{", "index.html": b"alt", "weg.html": b"alt"}

    with pytest.raises(EnvironmentFault, match="cannot be read"):
        send(target, site_of(tmp_path / "a", index="1"), {"index.html": "1"})
    assert b"alt" == target.files["weg.html"]


def test_only_what_we_put_there_is_deleted(tmp_path):
    target = Memory()
    old, new = site_of(tmp_path / "a", index="1", weg="1"), site_of(tmp_path / "b", index="2")
    send(target, old, digests(old))
    target.files["google-bestaetigung.html"] = b"von Hand"

    send(target, new, digests(new))

    assert {"index.html", "google-bestaetigung.html", LIST} == set(target.files)


# --- object storage ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_storage_says_type_and_how_long_and_packs_pages_only(days, client):
    old, _ = days
    empty(client)
    storage = ObjectStorage(client, BUCKET, PREFIX)

    send(storage, old, digests(old))

    def head(path):
        answer = client.head_object(Bucket=BUCKET, Key=f"{PREFIX}/{path}")
        return answer["ContentType"], answer["CacheControl"].partition(", ")[2], answer.get("ContentEncoding")

    style = next(path for path in digests(old) if path.endswith(".css"))
    picture = next(path for path in digests(old) if path.endswith(".webp"))
    assert ("text/html; charset=utf-8", "max-age=300, must-revalidate", "gzip") == head("index.html")
    assert ("text/css; charset=utf-8", "max-age=31536000, immutable", "gzip") == head(style)
    assert ("image/webp", "max-age=31536000, immutable", None) == head(picture)
    assert ("text/calendar; charset=utf-8", "max-age=900, must-revalidate", None) == head("kalender/alle.ics")
    assert whole(old) == stored(client)


@pytest.mark.slow
def test_upload_that_is_cut_off_leaves_no_dead_link_and_is_repaired(days, client):
    assert (0, 0) == cut_and_repair(client, *days, cuts=2)


@pytest.mark.slow
def test_other_files_in_the_bucket_stay(days, client):
    old, _ = days
    empty(client)
    client.put_object(Bucket=BUCKET, Key="anderes/brief.txt", Body=b"bleibt")

    send(ObjectStorage(client, BUCKET, PREFIX), old, digests(old))
    with pytest.raises(EnvironmentFault, match="did not put there"):
        send(ObjectStorage(client, BUCKET, "anderes"), old, digests(old))

    assert b"bleibt" == client.get_object(Bucket=BUCKET, Key="anderes/brief.txt")["Body"].read()


class Uncounted:
    """A client of a storage that lists what is there, as all do, but does not count it, as only some do."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        return getattr(self.client, name)

    def list_objects_v2(self, **options):
        answer = self.client.list_objects_v2(**options)
        answer.pop("KeyCount")
        return answer


def test_other_files_stay_where_the_storage_does_not_count_them(client, tmp_path):
    empty(client)
    client.put_object(Bucket=BUCKET, Key=f"{PREFIX}/brief.txt", Body=b"bleibt")

    with pytest.raises(EnvironmentFault, match="did not put there"):
        send(ObjectStorage(Uncounted(client), BUCKET, PREFIX), site_of(tmp_path / "a", index="1"), {"index.html": "1"})


def test_bucket_that_is_not_there_is_a_sentence(client, tmp_path):
    with pytest.raises(EnvironmentFault, match=r"^The storage weg said: .*NoSuchBucket.*$"):
        send(ObjectStorage(client, "weg", PREFIX), tmp_path, {"index.html": "1"})


def test_bucket_without_a_prefix_holds_the_site_itself_and_a_list_that_is_never_kept(client, tmp_path):
    empty(client)

    send(ObjectStorage(client, BUCKET, ""), site_of(tmp_path / "a", index="1"), {"index.html": "1"})

    assert {"index.html", LIST} == {one["Key"] for one in client.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert "no-store" == client.head_object(Bucket=BUCKET, Key=LIST)["CacheControl"]
    empty(client)


class Counting:
    """A client that notes which files each call deletes."""

    def __init__(self):
        self.calls = []

    def delete_objects(self, *, Delete, **_):  # noqa: N803 - boto3's name
        self.calls.append([one["Key"] for one in Delete["Objects"]])
        return {}


def test_of_many_files_no_more_are_deleted_at_once_than_a_storage_takes_and_none_is_forgotten():
    client, paths = Counting(), [f"{number}.html" for number in range(2001)]

    ObjectStorage(client, BUCKET, "").delete(paths)

    assert [1000, 1000, 1] == [len(call) for call in client.calls]
    assert paths == [path for call in client.calls for path in call]


def test_storages_of_other_makers_get_no_checksums_that_only_one_knows(monkeypatch, tmp_path):
    """Many answer such an upload with an error, or keep the checksum as a part of the file."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    asked = []
    target = target_for("s3://quartier/www", {"S3_ENDPOINT": "http://127.0.0.1:9"})
    target.client.meta.events.register("before-send.s3.PutObject", lambda request, **_: asked.append(request.headers))

    with pytest.raises(EnvironmentFault):
        target.put(site_of(tmp_path / "a", index="1"), ["index.html"])

    assert asked
    assert [] == [
        name for headers in asked for name in headers if "checksum" in name.lower() or "trailer" in name.lower()
    ]


class Refusing:
    """A client whose key may write and not delete: the storage says so in an answer that is otherwise good."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        return getattr(self.client, name)

    def delete_objects(self, *, Delete, **_):  # noqa: N803 - boto3's name
        refused = {"Code": "AccessDenied", "Message": "Denied"}
        return {"Errors": [{"Key": one["Key"], **refused} for one in Delete["Objects"]]}


def test_what_the_storage_did_not_delete_is_said_and_not_forgotten(client, tmp_path):
    empty(client)
    old, new = site_of(tmp_path / "a", index="1", weg="1"), site_of(tmp_path / "b", index="2")
    send(ObjectStorage(client, BUCKET, PREFIX), old, digests(old))

    for _ in range(2):
        with pytest.raises(EnvironmentFault, match=r"did not delete www/weg\.html: Denied"):
            send(ObjectStorage(Refusing(client), BUCKET, PREFIX), new, digests(new))
    send(ObjectStorage(client, BUCKET, PREFIX), new, digests(new))

    assert {"index.html"} == set(stored(client))


def test_storage_that_does_not_answer_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    target = target_for("s3://weg/www", {"S3_ENDPOINT": "http://127.0.0.1:9"})

    with pytest.raises(EnvironmentFault, match=r"said: Could not connect to the endpoint URL: .http://127\.0\.0\.1:9/"):
        send(target, tmp_path, {"index.html": "1"})


@pytest.mark.parametrize(
    ("endpoint", "bucket", "said"),
    [
        ("minio.example", "quartier", r'LITFASS_S3_ENDPOINT: "minio\.example" is no address\. Write https://'),
        ("https://minio.example", "Das Quartier", r"The storage Das Quartier said: .*Invalid bucket name"),
    ],
)
def test_storage_whose_name_cannot_be_is_a_sentence_that_says_what_is_wrong_with_it(endpoint, bucket, said):
    """As all that keeps a release from one target: others get it all the same."""
    with pytest.raises(EnvironmentFault, match=said):
        target_for(f"s3://{bucket}/www", {"S3_ENDPOINT": endpoint}).read_list()


# --- rsync -------------------------------------------------------------------------------------------------


@pytest.fixture
def remote(tmp_path):
    """A folder for rsync."""
    if not shutil.which("rsync"):
        missing("rsync", "sending with it was not tried")
    return tmp_path / "deep/www"


@pytest.mark.slow
def test_rsync_brings_all_and_deletes_by_name(days, remote):
    old, new = days
    target = target_for(str(remote), {})

    send(target, new, digests(new))
    (remote / "von-hand.html").write_text("bleibt")
    sent = send(target, old, digests(old))

    assert isinstance(target, RemoteFolder)
    assert 0 < sent.deleted
    there = whole(remote)
    assert b"bleibt" == there.pop("von-hand.html")
    there.pop(LIST)
    assert whole(old) == there


def test_rsync_takes_a_folder_that_is_empty_knows_it_again_and_looks_at_what_files_hold(remote, tmp_path):
    remote.mkdir(parents=True)
    target, morning = target_for(f"{remote}/", {}), 1_700_000_000
    one, two = site_of(tmp_path / "a", index="1"), site_of(tmp_path / "b", index="2")
    for site in (one, two):
        os.utime(site / "index.html", (morning, morning))

    assert [(1, 0, 0), (0, 1, 0), (1, 0, 0)] == [send(target, site, digests(site)) for site in (one, one, two)]
    assert "2" == (remote / "index.html").read_text()
    assert morning == (remote / "index.html").stat().st_mtime  # browsers are told of it, and ask by it


@pytest.mark.parametrize("name", ["a[1].pdf", "a*.pdf", "a?b.pdf", "ä b\\c.pdf", "- x.pdf"])
def test_rsync_deletes_what_is_named_and_not_what_looks_like_it(remote, name):
    (remote / "dokumente").mkdir(parents=True)
    for other in (name, "a1.pdf", "ab.pdf", "aab.pdf", "ac.pdf"):
        (remote / "dokumente" / other).write_text("da")
    (remote / name).write_text("da")

    target_for(str(remote), {}).delete([f"dokumente/{name}", "weg/nie-da.html"])

    assert {"a1.pdf", "ab.pdf", "aab.pdf", "ac.pdf"} == {path.name for path in (remote / "dokumente").iterdir()}
    assert {"dokumente", name} == {path.name for path in remote.iterdir()}


def test_web_server_may_read_what_rsync_brought_under_a_strict_umask(remote, tmp_path):
    """Files are as private as their maker's umask wants; a server runs as somebody else."""
    site = site_of(tmp_path / "a", index="1")
    (site / "kalender").mkdir()
    (site / "kalender/alle.ics").write_text("x")
    for path in (site, *site.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    before = os.umask(0o077)
    try:
        send(target_for(str(remote), {}), site, digests(site))
    finally:
        os.umask(before)

    found = (remote, *(remote / name for name in ("index.html", "kalender", "kalender/alle.ics")))
    assert ["0o755", "0o644", "0o755", "0o644"] == [oct(path.stat().st_mode & 0o777) for path in found]


@pytest.mark.slow
def test_target_that_cannot_be_reached_keeps_nothing_from_the_others(remote, tmp_path):
    """And a folder on another machine gets the rules for its web server, in a place that those rules hide."""
    conf = settings_in(tmp_path, f'LITFASS_TARGETS = ["git:origin", "git:nowhere/pages", {str(remote)!r}]')
    own = ("--conf", conf, "--content", TESTS / "site", "--to", tmp_path / "www", "--now", NOW)

    done = litfass("publish", *own)

    assert 2 == done.returncode, done.stderr
    assert [True, True] == [f"{name}: " in done.stderr for name in ("git:origin", "git:nowhere/pages")], done.stderr
    there = whole(remote)
    assert LIST in there
    assert whole(tmp_path / "www/current/site").items() <= there.items()
    rules = {name.removeprefix(".litfass-server/"): data for name, data in there.items() if ".litfass-server/" in name}
    assert whole(tmp_path / "www/current/server") == rules


def test_disk_that_is_too_full_for_one_target_keeps_nothing_from_the_others(tmp_path, monkeypatch):
    folder, sent = ReleaseFolder(tmp_path / "www"), []
    folder.open()
    (folder.begin() / "site/index.html").write_text("1")
    folder.switch(folder.admit(folder.releases / "000001.part", Manifest(files={"index.html": "1"})))

    def send_or_fail(target, *_):
        sent.append(target.address)
        if "voll" in target.address:
            raise OSError(errno.ENOSPC, "No space left on device", "/tmp/x")
        return Sent(1, 0, 0)

    monkeypatch.setattr("litfass.release.deliver.send", send_or_fail)
    monkeypatch.setattr("litfass.release.deliver.target_for", lambda address, _: Mock(address=address))

    with pytest.raises(EnvironmentFault, match=r"^voll:/www: No space left on device$"):
        deliver(folder, {"TARGETS": ["voll:/www", "leer:/www"], "MESSAGE_LANGUAGE": "de"})

    assert ["voll:/www", "leer:/www"] == sent


def test_rsync_refuses_a_folder_of_somebody_else(remote, tmp_path):
    remote.mkdir(parents=True)
    (remote / "brief.txt").write_text("bleibt")

    with pytest.raises(EnvironmentFault, match="did not put there"):
        send(target_for(str(remote), {}), site_of(tmp_path / "a", index="1"), {"index.html": "1"})
    assert ["brief.txt"] == [path.name for path in remote.iterdir()]


@pytest.mark.usefixtures("remote")
def test_rsync_to_a_machine_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(EnvironmentFault, match="rsync said"):
        send(target_for("nobody@127.0.0.1:www", {}), site_of(tmp_path / "a", index="1"), {"index.html": "1"})


# --- a branch ----------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A clone of an empty repository, in which the test runs."""
    who = {"GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    for name, value in {**who, "GIT_COMMITTER_NAME": "E", "GIT_COMMITTER_EMAIL": "e@example.org"}.items():
        monkeypatch.setenv(name, value)
    git("init", "--bare", "--quiet", tmp_path / "there.git")
    git("clone", "--quiet", tmp_path / "there.git", tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    git("config", "user.name", "E")
    git("config", "user.email", "e@example.org")
    git("commit", "--allow-empty", "--quiet", "-m", "Begin")
    git("push", "--quiet", "origin", "HEAD:main")
    return tmp_path / "there.git"


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def test_branch_holds_the_whole_site_and_the_hosts_own_files(repository, tmp_path):
    target = target_for("git:origin/pages", {})
    one, two = site_of(tmp_path / "a", index="1", weg="1"), site_of(tmp_path / "b", index="2")
    send(target, one, digests(one))
    git("fetch", "--quiet", "origin")
    git("checkout", "--quiet", "-b", "hand", "origin/pages")
    (tmp_path / "here/CNAME").write_text("quartier.example")
    git("add", "CNAME")
    git("commit", "--quiet", "-m", "Name")
    git("push", "--quiet", "origin", "hand:pages")

    sent = send(target, two, digests(two))

    names = git("--git-dir", repository, "ls-tree", "-r", "--name-only", "pages").split()
    assert isinstance(target, PagesBranch)
    assert [".litfass-release.json", ".nojekyll", "CNAME", "index.html"] == sorted(names)
    assert (1, 0, 1) == sent
    assert "2" == git("--git-dir", repository, "show", "pages:index.html")
    assert 0 == send(target, two, digests(two)).sent


def test_clone_of_one_branch_alone_goes_on_from_what_others_published(repository, tmp_path, monkeypatch):
    git("clone", "--quiet", "--single-branch", "--branch", "main", repository, tmp_path / "other")
    for number, clone in enumerate(("here", "other", "here", "other")):
        monkeypatch.chdir(tmp_path / clone)
        site = site_of(tmp_path / str(number), index=str(number))

        send(target_for("git:origin/pages", {}), site, digests(site))

        assert str(number) == git("--git-dir", repository, "show", "pages:index.html")


def test_branch_that_others_moved_meanwhile_is_not_overwritten(repository, tmp_path):
    target, site = target_for("git:origin/pages", {}), site_of(tmp_path / "a", index="1")
    send(target, site, digests(site))
    text = target.read_list()
    other = tmp_path / "other"
    git("clone", "--quiet", "--branch", "pages", repository, other)
    (other / ".domains").write_text("quartier.example")
    for words in (["add", ".domains"], ["commit", "--quiet", "-m", "Name"], ["push", "--quiet", "origin", "pages"]):
        git("-C", other, *words)

    with pytest.raises(EnvironmentFault, match="The branch pages could not be pushed"):
        target.replace(site, digests(site), text)

    assert "quartier.example" == git("--git-dir", repository, "show", "pages:.domains")
    (site / "termine").mkdir()
    (site / "termine/index.html").write_text("1")
    send(target, site, digests(site))
    names = git("--git-dir", repository, "ls-tree", "-r", "--name-only", "pages").split()
    assert [".domains", LIST, ".nojekyll", "index.html", "termine/index.html"] == sorted(names)


def test_branch_that_is_not_ours_is_refused(repository, tmp_path):
    one = site_of(tmp_path / "a", index="1")

    with pytest.raises(EnvironmentFault, match="did not put there"):
        send(target_for("git:origin/main", {}), one, digests(one))
    assert "" == git("--git-dir", repository, "ls-tree", "main")


@pytest.mark.usefixtures("repository")
def test_remote_that_is_not_there_is_named(tmp_path):
    with pytest.raises(EnvironmentFault, match=r"git said: .*'nowhere'"):
        send(target_for("git:nowhere/pages", {}), site_of(tmp_path / "a", index="1"), {"index.html": "1"})


@pytest.mark.parametrize("address", ["s3://", "git:origin", "git:-x/y", "--rsh=x"])
def test_address_that_means_nothing_is_a_sentence(address):
    with pytest.raises(EnvironmentFault, match="Write "):
        target_for(address, {"S3_ENDPOINT": ""})


def test_list_says_whose_it_is():
    assert '"made_by": "Litfass"' in Manifest(files={"a": "b"}).text()
