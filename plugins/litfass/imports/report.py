"""Report: what became of all that came in, for people: numbers first, then what they may want to look at."""

from collections import Counter
from dataclasses import dataclass, field

from ..edit.sentences import say
from ..problems import one_line
from .taken import Remark

# said once, with how many there were
COUNTED = ("new", "updated", "same", "is-over", "withdrawn")


@dataclass
class Report:
    """What became of each thing: how many by outcome, and what is to be said about single ones."""

    counts: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def tell(self, remark: Remark) -> None:
        """Note a remark; of what is only counted, its number."""
        if remark.name in COUNTED:
            self.counts[remark.name] += 1
        else:
            self.remarks.append(remark)

    def text(self, language: str) -> str:
        """All of it for people: first the numbers, then what they may want to look at."""
        counted = [say(f"count-{name}", language, count=self.counts[name]) for name in COUNTED if self.counts[name]]
        lines = [one_line(f"  {one.title}: {say(one.name, language, **one.values)}") for one in self.remarks]
        head = "; ".join(counted) or say("count-nothing", language)
        return "\n".join([head + ".", *([say("look-at", language)] if lines else []), *lines])
