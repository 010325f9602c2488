"""Tasks: everything one does with the project; `invoke --list` names them.

What editors read of theirs stands in plugins/litfass/commands/tasks.toml.
"""

import shlex
import sys
from itertools import pairwise
from pathlib import Path

from invoke import Exit, ParseError, Program, task

# invoke finds these here; each lies with what it starts
from bench.tasks import bench, bench_dates, bench_growth, bench_lighthouse, bench_parsers, bench_preview, bench_sheets  # noqa: F401
from tests.tasks import coverage, faults, fuzz, lint, same, test, update_golden  # noqa: F401

sys.path.insert(0, str(Path(__file__).parent / "plugins"))
HELP = {"--help", "-h"}
CONTENT = "content folder; default: content"
NOW = "the moment to pretend, such as 2026-11-23T12:00"
UV = Path(sys.executable).with_name("uv")  # as `make` installed it


def _litfass(command, *words, **options):
    """Run one command of the plugin and end with its exit code; an option that is True stands without a value."""
    from litfass.__main__ import main

    arguments = [command, *words]
    for name, value in options.items():
        option = f"--{name.replace('_', '-')}"
        arguments += [option] if value is True else [option, str(value)] if value else []
    if code := main(arguments):
        raise Exit(code=code)


def _in_plain_words(parse):
    """What invoke cannot read on the command line is said as by our own commands, and ends with 2."""

    def parse_tasks(program):
        words = [word for word in program.core.unparsed if word in program.collection.task_names]
        if words and HELP.intersection(program.core.unparsed):  # else a task takes it for the word it waits for
            program.args.help.value, program.core.unparsed = words[0], []
        try:
            parse(program)
        except (ParseError, ValueError) as error:
            from litfass.commands.usage import said

            context = getattr(error, "context", None)
            names = [*program.collection.task_names, *(context.flags if context and words else [])]
            raise Exit(said(str(error), words[0] if words else "", names), code=2) from None

    return parse_tasks


def _list(program):
    """What there is, in the language of messages."""
    from litfass.commands.explain import listing
    from litfass.commands.usage import language_in

    docs = {name: one.__doc__ for name, one in program.collection.tasks.items()}
    sys.stdout.write(f"{listing(docs, language_in(sys.argv))}\n")


def _list_and_end(program):
    """Who only says `invoke` is shown what there is."""
    _list(program)
    raise Exit


def _explain_to_editors(print_task_help):
    """What a task takes, in the language of messages; what is not for editors as invoke has it."""

    def explain(program, name):
        from litfass.commands.explain import editors_tasks, explained
        from litfass.commands.usage import language_in

        if name in editors_tasks():
            options = program.parser.contexts[name].args
            doc = program.collection[name].__doc__
            sys.stdout.write(f"{explained(name, doc, options, language_in(sys.argv))}\n")
        else:
            print_task_help(program, name)

    return explain


Program.parse_tasks = _in_plain_words(Program.parse_tasks)
Program.list_flat = _list
Program.no_tasks_given = _list_and_end
Program.print_task_help = _explain_to_editors(Program.print_task_help)


def _event_and_day(command):
    """What stands behind a command without a name: for invoke no such word may be left out, so they are counted."""
    given = sys.argv[sys.argv.index(command) :] if command in sys.argv else []
    plain = [word for before, word in pairwise(given) if word[:1] != "-" and (before[:1] != "-" or "=" in before)]
    return ["event"] if len(plain) < 2 else ["event", "day"]  # noqa: PLR2004 - two words


@task
def build(c, content=None, output=None, now=None, site_url=None, language=None, conf=None):
    """Build the site: pages, feeds, calendars, sheets."""
    _litfass("build", content=content, output=output, now=now, site_url=site_url, language=language, conf=conf)


@task
def check(c, content=None, now=None, language=None, format="text", external=False):
    """List everything wrong or doubtful in the content; nothing is built."""
    _litfass("check", content=content, now=now, language=language, format=format, external=external)


@task
def publish(c, to=None, allow_shrink=False, content=None, now=None, site_url=None, language=None, conf=None):
    """Check, build, verify and make public, all or nothing."""
    options = {"content": content, "now": now, "site_url": site_url, "language": language, "conf": conf}
    _litfass("publish", to=to, allow_shrink=allow_shrink, **options)


@task
def rollback(c, to=None, release=None, language=None, conf=None):
    """Make an older release the public one again."""
    _litfass("rollback", to=to, release=release, language=language, conf=conf)


@task
def edit(c, content=None, port="8001"):
    """Edit the content in the browser with Decap CMS; needs Node.js."""
    _litfass("edit", content=content, port=port)


@task
def new(
    c,
    what,
    title=None,
    when=None,
    repeat=None,
    until=None,
    pause=None,
    place=None,
    content=None,
    now=None,
    language=None,
    more="",
):
    """Make a new file: asks a few questions, explains each key in it."""
    said = {"title": title, "when": when, "repeat": repeat, "until": until, "pause": pause, "place": place}
    _litfass("new", what, *shlex.split(more), **said, content=content, now=now, language=language)


@task(positional=_event_and_day("cancel"))
def cancel(c, event, day=None, note=None, content=None, now=None, language=None):
    """Cancel a date of a series, or a single event, in its file."""
    _litfass("cancel", event, *filter(None, [day]), note=note, content=content, now=now, language=language)


@task(positional=_event_and_day("move"))
def move(c, event, day=None, to=None, place=None, note=None, content=None, now=None, language=None):
    """Move a date of a series, or a single event, to another time or place, in its file."""
    _litfass(
        "move", event, *filter(None, [day]), to=to, place=place, note=note, content=content, now=now, language=language
    )


@task(positional=["source"])
def import_ics(c, source, organizer=None, since=None, content=None, now=None, language=None):
    """Take the events of a calendar file into the content; what editors changed stays."""
    _litfass("import-ics", source, organizer=organizer, since=since, content=content, now=now, language=language)


@task(positional=["source"])
def import_csv(c, source, kind=None, content=None, now=None, language=None):
    """Take a table into the content, a file for each row; what editors changed stays."""
    _litfass("import-csv", source, kind=kind, content=content, now=now, language=language)


@task(positional=["folder"])
def import_pelican(c, folder, address=None, content=None, now=None, language=None):
    """Take the posts of a Pelican site as news; their old addresses lead to the new ones."""
    _litfass("import-pelican", folder, address=address, content=content, now=now, language=language)


@task(positional=["folder"])
def import_jekyll(c, folder, address=None, content=None, now=None, language=None):
    """Take the posts of a Jekyll site as news; their old addresses lead to the new ones."""
    _litfass("import-jekyll", folder, address=address, content=content, now=now, language=language)


@task(positional=["folder"])
def import_hugo(c, folder, address=None, content=None, now=None, language=None):
    """Take the posts of a Hugo site as news; their old addresses lead to the new ones."""
    _litfass("import-hugo", folder, address=address, content=content, now=now, language=language)


@task(positional=["export"])
def import_wordpress(c, export, content=None, now=None, language=None):
    """Take the posts in a WordPress site's export as news; their old addresses lead to the new ones."""
    _litfass("import-wordpress", export, content=content, now=now, language=language)


@task
def fetch_partners(c, content=None, now=None, language=None):
    """Fetch the dates of the partners in content/partners.yaml; the only command that asks their servers."""
    _litfass("fetch-partners", content=content, now=now, language=language)


@task(help={"content": CONTENT})
def schema(c, content=None):
    """Write content/.schema for editors' tools, and docs/content-model.md, anew from the models."""
    _litfass("schema", content=content, docs="docs/content-model.md")


@task
def newsletter(c, from_, to, content=None, output=None, now=None):
    """Write an issue of the newsletter: its file in the content, a mail, and texts to copy."""
    _litfass("newsletter", **{"from": from_}, to=to, content=content, output=output, now=now)


@task
def translations(c, content=None, now=None, only=None):
    """List what is not translated yet, by language."""
    _litfass("translations", content=content, now=now, only=only)


@task
def stale(c, content=None, now=None):
    """List actors whose details nobody checked for a year, each with a mail that asks them."""
    _litfass("stale", content=content, now=now)


@task
def serve(c, port="8000", content=None, now=None, language=None, prints=False, output=None):
    """Show the site at http://localhost:8000 while writing it."""
    _litfass("serve", port=port, content=content, now=now, language=language, prints=prints, output=output)


@task
def print(  # noqa: A001 - what it is called
    c,
    what,
    month=None,
    months=None,
    pages=None,
    year=None,
    event=None,
    date=None,
    project=None,
    actor=None,
    paper=None,
    language=None,
    output=None,
    content=None,
    now=None,
):
    """Make sheets of paper: posters, hand-outs, lists of a month, programmes."""
    of_what = {"month": month, "year": year, "event": event, "date": date, "project": project, "actor": actor}
    how = {"months": months, "pages": pages, "paper": paper, "language": language}
    _litfass("print", what=what, **of_what, **how, output=output, content=content, now=now)


@task
def report(c, year, content=None, output=None, now=None, conf=None):
    """Make the report of a year: a page, a PDF, plots and a table in a folder of their own."""
    _litfass("report", year=year, content=content, output=output, now=now, conf=conf)


@task
def freeze(c, output, content=None, now=None, conf=None):
    """Make an archive of the site after the funding: pages with a banner, and all data."""
    _litfass("freeze", output=output, content=content, now=now, conf=conf)


@task(help={"output": "folder to write into; default: muster", "content": CONTENT, "now": NOW})
def patterns(c, output=None, content=None, now=None, language=None, conf=None):
    """Make a catalogue of the theme's components in all their states, for designers; no part of the site."""
    _litfass("patterns", output=output, content=content, now=now, language=language, conf=conf)


@task
def words(c):
    """Collect the words of templates and code into the translators' files; new ones come untranslated."""
    c.run(f"{sys.executable} theme/translations/update.py")


@task
def audit(c):
    """Ask whether a hole is known in any locked library; needs the network, and fails when it gets no answer."""
    locks = "-r requirements.txt -r requirements-dev.txt -r requirements-installer.txt -r tests/guided/requirements.txt"
    c.run(f"{UV}x --quiet pip-audit --strict --disable-pip --require-hashes {locks}")


@task(help={"output": "file to write; default: sbom.json"})
def sbom(c, output="sbom.json"):
    """Write the bill of materials of the lock in CycloneDX."""
    c.run(
        f"{UV}x --quiet --from cyclonedx-bom cyclonedx-py requirements --output-reproducible -o {output} requirements.txt"
    )


@task
def licences(c):
    """Write docs/licences.md anew: what each locked library may be used for."""
    c.run(f"{sys.executable} docs/make_licences.py")


@task
def lock(c):
    """Write all locks anew from pyproject.toml."""
    flags = "--universal --generate-hashes -q --custom-compile-command 'invoke lock'"
    c.run(f"{UV} pip compile pyproject.toml {flags} -o requirements.txt")
    c.run(f"{UV} pip compile pyproject.toml --extra dev {flags} -c requirements.txt -o requirements-dev.txt")
    c.run(f"{UV} pip compile --group installer {flags} -o requirements-installer.txt")
    c.run(f"{UV} pip compile tests/guided/requirements.in {flags} -o tests/guided/requirements.txt")
