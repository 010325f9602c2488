"""Lands: what differs from Land to Land: whom to ask when a site stays inaccessible; the facts are in lands.toml."""

import tomllib
from functools import cache
from pathlib import Path

from .fields import Plain, Url
from .thing import Part


class Enforcement(Part):
    """The body that enforces accessibility. Source: Directive (EU) 2016/2102, Article 9."""

    name: Plain
    at: Plain = ""
    law: Plain = ""
    url: Url = ""


def enforcement_of(state: str) -> Enforcement | None:
    """The body of a Land, given as in ISO 3166-2; None when it is not known.

    >>> enforcement_of("DE-BY").law
    '§ 11 der Bayerischen Digitalverordnung (BayDiV)'
    """
    return _bodies().get(state)


@cache
def _bodies() -> dict[str, Enforcement]:
    known = tomllib.loads((Path(__file__).parent / "lands.toml").read_text(encoding="utf-8"))
    return {
        state: Enforcement.model_validate({name: value for name, value in facts.items() if name != "checked"})
        for state, facts in known.items()
    }
