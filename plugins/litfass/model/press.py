"""Press: what a page for journalists holds: whom to call, figures, texts in three lengths, pictures and logos to print."""

from pydantic import model_validator

from .fields import Plain, Text, Title
from .readers import refuse
from .thing import Contact, Image, Part


class KeyFigure(Part):
    """A number about the neighbourhood, as it is to be printed, and where it comes from."""

    value: Plain
    label: Title
    source: Plain = ""


class Boilerplate(Part):
    """The neighbourhood in three lengths of text, to be taken over word by word."""

    short: Text
    medium: Text = ""
    long: Text = ""


class PressPicture(Image):
    """A picture anybody may print: who made it, on which terms, and that those shown agreed, must be said."""

    title: Title = ""

    @model_validator(mode="after")
    def _may_be_printed(self) -> "PressPicture":
        for name in ("credit", "licence", "consent"):
            if not getattr(self, name):
                raise refuse("needs", value="press: pictures", other=name)
        return self


class Logo(Part):
    """A sign of the office's own, as a picture with a clear ground."""

    file: Plain
    title: Title
    alt: Title


class Press(Part):
    """Everything a journalist needs without a telephone call, and the number for one."""

    contact: Contact | None = None
    figures: tuple[KeyFigure, ...] = ()
    boilerplate: Boilerplate | None = None
    pictures: tuple[PressPicture, ...] = ()
    logos: tuple[Logo, ...] = ()

    @property
    def files(self) -> list[str]:
        """Names of all its pictures in content/images."""
        return [one.file for one in (*self.pictures, *self.logos)]
