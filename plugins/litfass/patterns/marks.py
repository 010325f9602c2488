"""Marks: an extension of Jinja that puts a comment before and after all that a macro says.

Source: Jinja's context.call(), by which templates call everything; it is the same in all versions since 2.0.
"""

from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

BEGIN, END = Markup("<!--[{}-->"), Markup("<!--]{}-->")


class _Marking(Context):
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What is called says the same, a macro between its marks; nothing stays nothing."""
        said = super().call(called, *args, **kwargs)
        if not isinstance(called, Macro) or called.name == "caller" or not said.strip():
            return said
        return BEGIN.format(called.name) + said + END.format(called.name)


class Marks(Extension):
    """Named in JINJA_ENVIRONMENT it marks every macro on every page."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.context_class = _Marking
