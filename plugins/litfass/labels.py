"""Labels: the model's own words that people read, listed so that translators get them."""


def pgettext(group: str, word: str) -> tuple[str, str]:
    """The name by which translators' tools find a word with its group."""
    return group, word


LABELS = (
    pgettext("event status", "scheduled"),
    pgettext("event status", "cancelled"),
    pgettext("event status", "postponed"),
    pgettext("event status", "rescheduled"),
    pgettext("event status", "moved-online"),
    pgettext("event status", "full"),
    pgettext("project status", "idea"),
    pgettext("project status", "approved"),
    pgettext("project status", "running"),
    pgettext("project status", "completed"),
    pgettext("project status", "cancelled"),
    pgettext("actor kind", "association"),
    pgettext("actor kind", "school"),
    pgettext("actor kind", "nursery"),
    pgettext("actor kind", "religious-community"),
    pgettext("actor kind", "housing-company"),
    pgettext("actor kind", "authority"),
    pgettext("actor kind", "advice"),
    pgettext("actor kind", "initiative"),
    pgettext("actor kind", "business"),
    pgettext("actor kind", "carrier"),
    pgettext("participation kind", "fund"),
    pgettext("participation kind", "call"),
    pgettext("participation kind", "process"),
    pgettext("participation kind", "committee"),
    pgettext("news category", "report"),
    pgettext("news category", "announcement"),
    pgettext("news category", "cancellation"),
    pgettext("news category", "press"),
    pgettext("wheelchair", "yes"),
    pgettext("wheelchair", "limited"),
    pgettext("wheelchair", "no"),
    pgettext("wheelchair", "unknown"),
    pgettext("registration", "yes"),
    pgettext("registration", "no"),
    pgettext("registration", "recommended"),
    pgettext("phase kind", "information"),
    pgettext("phase kind", "survey"),
    pgettext("phase kind", "workshop"),
    pgettext("phase kind", "results"),
)
