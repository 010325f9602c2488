"""What the law wants on a site, and that what the privacy page says is true of every output."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import html5lib
import lxml.html
import pytest
from litfass.model.lands import enforcement_of
from litfass.model.site_info import STATES
from lxml import etree

from .conftest import NOW, build

pytestmark = pytest.mark.slow
# elements whose address a browser fetches by itself
FETCHED = {"img", "script", "iframe", "video", "audio", "source", "track", "embed", "object", "input", "image", "use"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "dns-prefetch", "preconnect"}


def page(path):
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def text(path):
    return re.sub(r"\s+", " ", "".join(page(path).find(".//main").itertext()))


def fetched(path):
    """Every address a browser fetches when it shows a page, without anybody doing anything."""
    for element in lxml.html.fromstring(path.read_bytes()).iter(etree.Element):
        if element.tag in FETCHED:
            yield from (element.get(name) for name in ("src", "data", "poster", "href") if element.get(name))
        for name in ("srcset", "imagesrcset"):
            yield from (part.split()[0] for part in (element.get(name) or "").split(",") if part.strip())
        if element.tag == "link" and set((element.get("rel") or "").split()) & FETCHED_LINKS:
            yield element.get("href")
        yield from re.findall(r"url\(([^)]+)\)", element.get("style") or "")


# --- no third parties, no cookies --------------------------------------------------------------------------


def test_privacy_page_says_what_the_site_does_not_do(golden_site):
    said = text(golden_site / "datenschutz/index.html")

    assert "Sie setzt keine Cookies" in said
    assert "Sie lädt nichts von fremden Servern" in said


def test_no_page_fetches_anything_from_somebody_else(shipped_site):
    links = {path: [*fetched(path)] for path in shipped_site.rglob("*.html")}

    assert 100 < len(links)
    assert 100 < sum(map(len, links.values()))
    assert [] == [(path, link) for path, found in links.items() for link in found if urlsplit(link).netloc]


def test_no_style_sheet_fetches_anything_from_somebody_else(shipped_site):
    sheets = [path.read_text(encoding="utf-8") for path in shipped_site.rglob("*.css")]

    assert sheets
    assert [] == [link for sheet in sheets for link in re.findall(r"url\(\"?([^)\"]+)", sheet) if urlsplit(link).netloc]
    assert [] == [sheet for sheet in sheets if "@import" in sheet]


def test_no_script_sets_a_cookie_or_calls_somebody(shipped_site):
    scripts = [path.read_text(encoding="utf-8") for path in (*shipped_site.rglob("*.js"), *shipped_site.rglob("*.mjs"))]

    assert [] == [script[:60] for script in scripts if re.search(r"document\.cookie|cookieStore|sendBeacon", script)]
    assert [] == [script[:60] for script in scripts if re.search(r"""["'`](?:https?:)?//[\w-]+\.""", script)]


# --- accessibility -----------------------------------------------------------------------------------------


def test_statement_names_the_body_of_the_land(golden_site):
    said = text(golden_site / "barrierefreiheit/index.html")

    assert "Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik" in said
    assert "§ 11 der Bayerischen Digitalverordnung" in said
    assert "Hindernis melden" in said


def test_body_that_site_yaml_names_counts(content, tmp_path):
    path = content / "site.yaml"
    own = "state: DE-HE\nenforcement:\n  name: Stelle Beispiel\n  law: § 1 des Beispielgesetzes\n"
    path.write_text(path.read_text(encoding="utf-8").replace("state: DE-BY\n", own), encoding="utf-8")

    done = build(content, tmp_path / "output")

    assert 0 == done.returncode, done.stderr
    assert "Stelle Beispiel" in text(tmp_path / "output/barrierefreiheit/index.html")
    assert "no-enforcement-body" not in done.stdout
    assert "beschweren kann" not in done.stdout


def test_lands_are_written_as_site_yaml_writes_them():
    known = [state for state in STATES if enforcement_of(state)]

    assert {"DE-BW", "DE-BY", "DE-NW"} == set(known)
    assert all(enforcement_of(state).law and enforcement_of(state).url for state in known)
    assert enforcement_of("DE") is None


# --- security.txt ------------------------------------------------------------------------------------------


def test_security_txt_has_what_the_standard_wants(golden_site):
    lines = (golden_site / ".well-known/security.txt").read_bytes().decode("ascii").splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    now = datetime.fromisoformat(f"{NOW}+01:00")

    assert len(lines) == len(fields)
    assert fields["Contact"].startswith("mailto:")
    assert timedelta() < datetime.fromisoformat(fields["Expires"]) - now < timedelta(days=365)
    assert "https://musterviertel.example/.well-known/security.txt" == fields["Canonical"]
    assert "de" in fields["Preferred-Languages"].split(", ")
