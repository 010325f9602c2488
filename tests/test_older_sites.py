"""Posts of Pelican, Jekyll and Hugo become news; who follows an old address gets there, and nothing of the old site runs."""

import re
from urllib.parse import urlsplit

import pytest
from litfass.__main__ import main
from litfass.check import findings
from litfass.parse import read
from PIL import Image

from .conftest import NOW, build


def put(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def run(kind, root, content, *more):
    return main([f"import-{kind}", str(root), *more, "--content", str(content), "--now", NOW])


def news(content, name):
    document, _ = read((content / "news" / name).read_bytes(), f"news/{name}")
    return document.fields, document.body


PELICAN = {
    "pelicanconf.py": "import os\nos.abort()\nARTICLE_URL = 'artikel/{date:%Y}/{slug}.html'\n",
    "content/fest.md": "Title: Sommerfest am Bach\nDate: 2019-05-03 10:00\nTags: fest, musik\nSummary: Ein <b>Fest</b>.\n\nMit [Garten]({filename}beet.md), [Plan]({static}/plan.xls) und ![Beet]({static}/images/beet.jpg) ![]({static}/images/beet.jpg).\n",
    "content/beet.md": "---\ntitle: 'Beet: neu'\ndate: 2018-04-01\nslug: neues-beet\n---\nText {% raw %}\n",
    "content/alt.rst": "Ein alter Text\n##############\n\n:date: 2017-01-02\n\nAbsatz mit *Betonung*.\n\n.. include:: /etc/passwd\n",
    "content/pages/info.md": "Title: Info\nDate: 2019-01-01\n\nKeine Meldung.\n",
}
JEKYLL = {
    "_config.yml": "permalink: pretty\n",
    "_posts/2019-05-03-sommer-fest.md": "---\ntitle: Sommerfest\ncategories: [Feste]\nredirect_from: /altes-fest\n---\nSiehe [davor](/2018/04/01/beet/) {% include map.html %}\n",
    "_posts/2018-04-01-beet.html": "---\nlayout: post\n---\n<p>Neues <b>Beet</b><script>x()</script></p>\n",
    "_site/2019-05-03-x.md": "---\ntitle: gebaut\ndate: 2019-01-01\n---\n",
}
HUGO = {
    "hugo.toml": '[permalinks]\nblog = "/:year/:slug/"\n',
    "content/blog/fest/index.md": '+++\ntitle = "Sommerfest"\ndate = 2019-05-03T10:00:00+02:00\naliases = ["/altes-fest/"]\n+++\nMit {{< youtube x >}} Musik.\n',
    "content/notizen/beet.md": "---\ntitle: Beet\ndate: 2018-04-01\ndraft: true\n---\nText\n",
}


def test_articles_of_a_pelican_site_come_with_their_links_and_pictures(content, tmp_path, capsys):
    root = put(tmp_path / "alt", PELICAN)
    (root / "content/images").mkdir()
    Image.new("RGB", (800, 600)).save(root / "content/images/beet.jpg")

    assert 0 == run("pelican", root / "content", content)

    fields, body = news(content, "2019-05-03-sommerfest-am-bach.md")
    assert {"Sommerfest am Bach", "Ein Fest."} == {fields["title"], fields["summary"]}
    assert ["/artikel/2019/sommerfest-am-bach.html"] == fields["formerly"]
    assert ["fest"] == fields["topics"]
    assert "Mit [Garten](2018-04-01-neues-beet.md), Plan und ![Beet](../images/beet.jpg) ." == body.strip()
    assert (content / "images/beet.jpg").is_file()
    assert "Absatz mit *Betonung*." in news(content, "2017-01-02-ein-alter-text.md")[1]
    assert "root:" not in (content / "news/2017-01-02-ein-alter-text.md").read_text(encoding="utf-8")
    assert not list((content / "news").glob("*info*"))
    said = capsys.readouterr().out
    assert "3 neu" in said
    assert "plan.xls führt zu nichts" in said
    assert "ohne, was nur die alte Seite konnte: {% raw %}" in said
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_pictures_of_one_name_stay_two_pictures(content, tmp_path):
    """Each folder of an old site has its own "fest.jpg", and the content may have another."""
    posts = {
        f"content/{year}/fest.md": f"Title: Fest {year}\nDate: {year}-05-03\n\n![Fest](fest.jpg)\n"
        for year in (2018, 2019)
    }
    root = put(tmp_path / "alt", posts)
    for number, path in enumerate(
        (content / "images/fest.jpg", *(root / f"content/{year}/fest.jpg" for year in (2018, 2019)))
    ):
        Image.new("RGB", (800, 600), (number * 100, 0, 0)).save(path)
    before = (content / "images/fest.jpg").read_bytes()

    for _ in range(2):
        assert 0 == run("pelican", root / "content", content)
        for number, year in enumerate((2018, 2019), 2):
            assert f"![Fest](../images/fest-{number}.jpg)" == news(content, f"{year}-05-03-fest-{year}.md")[1].strip()
            copied = content / f"images/fest-{number}.jpg"
            assert (root / f"content/{year}/fest.jpg").read_bytes() == copied.read_bytes()
    assert before == (content / "images/fest.jpg").read_bytes()
    assert 2 == len(list((content / "images").glob("fest-*")))


KEPT = {
    "jekyll": (JEKYLL, "2019-05-03-sommer-fest.md", ["/feste/2019/05/03/sommer-fest/", "/altes-fest/"]),
    "hugo": (HUGO, "2019-05-03-fest.md", ["/2019/fest/", "/altes-fest/"]),
}


@pytest.mark.parametrize("kind", KEPT)
def test_posts_keep_the_addresses_their_site_gave_them(kind, content, tmp_path):
    files, name, addresses = KEPT[kind]

    assert 0 == run(kind, put(tmp_path / "alt", files), content)

    fields, body = news(content, name)
    assert ("Sommerfest", addresses) == (fields["title"], fields["formerly"])
    assert "{" not in body
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_an_old_address_that_cannot_stay_takes_none_of_the_others_along(content, tmp_path, capsys):
    head = "---\ntitle: Fest\nredirect_from: [/fest.aspx, /altes-fest/, /fest.asp]\n---\n"
    root = put(tmp_path / "alt", {"_posts/2019-05-03-fest.md": f"{head}Text\n"})

    run("jekyll", root, content)

    assert ["/2019/05/03/fest.html", "/altes-fest/"] == news(content, "2019-05-03-fest.md")[0]["formerly"]
    said = capsys.readouterr().out
    assert ["„formerly: /fest.aspx“", "„formerly: /fest.asp“"] == re.findall("„formerly: .*?“", said)


def test_jekylls_html_is_cleaned_and_its_built_pages_are_left(content, tmp_path):
    run("jekyll", put(tmp_path / "alt", JEKYLL), content)

    assert "Neues **Beet**" == news(content, "2018-04-01-beet.md")[1].strip()
    assert "[davor](2018-04-01-beet.md)" in news(content, "2019-05-03-sommer-fest.md")[1]
    assert not list((content / "news").glob("2019-01-01*"))


@pytest.mark.parametrize(
    ("kind", "path", "tag"),
    [
        ("jekyll", "_posts/2019-06-01-danach.md", "{{ site.baseurl }}{% post_url 2019-05-03-sommer-fest %}"),
        ("jekyll", "_posts/2019-06-01-danach.md", "{% link _posts/2019-05-03-sommer-fest.md %}"),
        ("hugo", "content/blog/danach.md", '{{< ref "fest.md" >}}'),
        ("hugo", "content/blog/danach.md", '{{< relref "/blog/fest" >}}'),
    ],
)
def test_tags_that_name_another_post_lead_to_it_and_other_tags_leave_the_words(kind, path, tag, content, tmp_path):
    text = f"---\ntitle: Danach\ndate: 2019-06-01\n---\n[Fest]({tag}), [mehr]({{% anderes x %}})\n"

    assert 0 == run(kind, put(tmp_path / "alt", {**KEPT[kind][0], path: text}), content)

    assert f"[Fest]({KEPT[kind][1]}), mehr" == news(content, "2019-06-01-danach.md")[1].strip()


def test_hugos_drafts_stay_drafts(content, tmp_path):
    run("hugo", put(tmp_path / "alt", HUGO), content)

    assert "yes" == news(content, "2018-04-01-beet.md")[0]["draft"]


def test_a_second_import_leaves_what_was_edited(content, tmp_path, capsys):
    root = put(tmp_path / "alt", HUGO)
    run("hugo", root, content)
    path = content / "news/2019-05-03-fest.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Musik", "viel Musik"), encoding="utf-8")

    run("hugo", root, content)

    assert "viel Musik" in path.read_text(encoding="utf-8")
    assert "2 unverändert" in capsys.readouterr().out


def test_posts_with_one_title_all_come_and_links_find_the_right_one(content, tmp_path, capsys):
    """Offices write "Sommerpause" each year; a day's posts may have one title, and names of files end somewhere."""
    long = "ein-sehr-langer-titel-" * 5
    posts = {
        **{f"_posts/{year}-07-01-sommerpause.md": "---\ntitle: Sommerpause\n---\nZu.\n" for year in (2018, 2019)},
        f"_posts/2019-07-02-{long}a.md": "---\ntitle: Lang A\n---\nA\n",
        f"_posts/2019-07-02-{long}b.md": f"---\ntitle: Lang B\n---\n[A](/2019/07/02/{long}a.html) [B](/2019/07/02/{long}b.html)\n",
    }
    root = put(tmp_path / "alt", posts)

    for said in ("4 neu.", "4 unverändert."):
        assert 0 == run("jekyll", root, content)
        assert said == capsys.readouterr().out.strip()
    name = "2019-07-02-ein-sehr-langer-titel-ein-sehr-langer-titel-ein-s"
    assert f"[A]({name}.md) [B]({name}-2.md)" == news(content, f"{name}-2.md")[1].strip()
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_what_leads_to_a_post_that_cannot_come_does_not_come_either(content, tmp_path, capsys):
    """Else the site could not be published until somebody finds all links to it, one after the other."""
    link = "Siehe [dort]({{filename}}/{0}.md).\n"
    posts = {
        "content/erster.md": f"Title: Erster\nDate: 2020-01-01\n\n{link.format('zweiter')}",
        "content/zweiter.md": f"Title: Zweiter\nDate: 2020-01-02\n\n{link.format('doppelt')}",
        "content/einmal.md": "Title: Einmal\nDate: 2020-01-03\nSlug: gleich\n\nText\n",
        "content/doppelt.md": "Title: Doppelt\nDate: 2020-01-04\nSlug: gleich\n\nText\n",
    }
    root = put(tmp_path / "alt", posts)
    before = set((content / "news").iterdir())

    assert 0 == run("pelican", root / "content", content)

    said = capsys.readouterr().out
    assert {"2020-01-03-gleich.md"} == {path.name for path in set((content / "news").iterdir()) - before}
    assert said.startswith("1 neu.")
    assert all(f"{title}: nicht übernommen." in said for title in ("Erster", "Zweiter", "Doppelt"))
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_a_post_whose_old_address_an_editors_file_has_does_not_come(content, tmp_path, capsys):
    """The newer of two is to be changed, and what the editor has was there first, whatever its name."""
    editors = put(content, {"news/2019-01-01-fest.md": "---\ntitle: Fest\nformerly: [/fest.html]\n---\nWar schön.\n"})
    root = put(tmp_path / "alt", {"content/fest.md": "Title: Altes Fest\nDate: 2018-01-01\nSlug: fest\n\nText\n"})

    assert 0 == run("pelican", root / "content", content)

    assert not (content / "news/2018-01-01-fest.md").exists()
    assert (editors / "news/2019-01-01-fest.md").exists()
    said = capsys.readouterr().out
    assert "Altes Fest: nicht übernommen." in said
    assert "news/2019-01-01-fest.md: /fest.html" in said
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_pictures_that_are_links_and_documents_come_along(content, tmp_path):
    text = "[![Beet](/a/beet.jpg)](/a/beet.jpg) [![Beet](/a/beet.jpg)](https://musterverein.example) [Plan](/a/wegeplan.pdf)"
    root = put(
        tmp_path / "alt", {"_posts/2019-07-01-beet.md": f"---\ntitle: Beet\n---\n{text} [x](/a/{'x' * 300}.pdf)"}
    )
    (root / "a").mkdir()
    Image.new("RGB", (800, 600)).save(root / "a/beet.jpg")
    (root / "a/wegeplan.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")

    assert 0 == run("jekyll", root, content)

    picture = "![Beet](../images/beet.jpg)"
    expected = f"{picture} [{picture}](<https://musterverein.example>) [Plan](../documents/wegeplan.pdf) x"
    assert expected == news(content, "2019-07-01-beet.md")[1].strip()
    assert (content / "documents/wegeplan.pdf").is_file()
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_a_long_post_in_html_comes_whole(content, tmp_path):
    paragraphs = "".join(f"<p>Absatz {number} über unser langes Fest im Hof.</p>" for number in range(1000))
    root = put(tmp_path / "alt", {"_posts/2019-07-01-lang.html": f"---\ntitle: Lang\n---\n{paragraphs}"})

    assert 0 == run("jekyll", root, content)

    assert news(content, "2019-07-01-lang.md")[1].strip().endswith("Absatz 999 über unser langes Fest im Hof.")


@pytest.mark.slow
def test_an_old_address_leads_to_the_news_item(content, tmp_path):
    run("pelican", put(tmp_path / "alt", PELICAN) / "content", content)

    done = build(content, tmp_path / "output")

    assert 0 == done.returncode, done.stdout + done.stderr
    page = (tmp_path / "output/artikel/2019/sommerfest-am-bach.html").read_text(encoding="utf-8")
    target = urlsplit(re.search(r'rel="canonical" href="([^"]+)"', page)[1]).path
    assert "noindex" in page
    assert "Sommerfest am Bach" in (tmp_path / f"output{target}index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["{sulg}.html", "{}", "{slug", "{date.x}"])
def test_a_form_of_addresses_that_cannot_be_filled_is_said(form, content, tmp_path, capsys):
    root = put(tmp_path / "alt", PELICAN)

    assert 1 == run("pelican", root / "content", content, "--address", form)

    said = capsys.readouterr().err
    assert f"„{form}“" in said
    assert "--address" in said


def test_a_folder_without_posts_is_said(content, tmp_path, capsys):
    assert 1 == run("jekyll", tmp_path, content)
    assert "keine Beiträge" in capsys.readouterr().err
