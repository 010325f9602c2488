"""German: which of our words somebody means who writes the German one; in files only to guess, for they hold ours; asked for, it is taken."""

MEANT = {
    "cancelled": ("abgesagt", "abgebrochen", "ausgefallen", "entfällt", "fällt aus", "findet nicht statt"),
    "postponed": ("aufgeschoben", "vertagt", "auf unbestimmte zeit verschoben"),
    "rescheduled": ("verschoben", "verlegt", "neuer termin"),
    "moved-online": ("online", "im netz", "digital"),
    "full": ("voll", "ausgebucht", "belegt"),
    "scheduled": ("geplant", "findet statt", "wie geplant"),
    "idea": ("idee",),
    "approved": ("bewilligt", "genehmigt", "geplant"),
    "running": ("laufend", "läuft", "aktiv"),
    "completed": ("abgeschlossen", "beendet", "fertig"),
    "association": ("verein",),
    "school": ("schule",),
    "nursery": ("kita", "kindergarten"),
    "religious-community": ("gemeinde", "kirche", "moschee", "religionsgemeinschaft"),
    "housing-company": ("wohnungsunternehmen", "baugenossenschaft", "wohnungsbau"),
    "authority": ("amt", "behörde", "stadt"),
    "advice": ("beratung", "beratungsstelle"),
    "initiative": ("gruppe",),
    "business": ("betrieb", "laden", "geschäft", "firma"),
    "carrier": ("träger",),
    "fund": ("fonds", "fördertopf", "topf"),
    "call": ("aufruf", "ausschreibung"),
    "process": ("beteiligung", "verfahren"),
    "committee": ("gremium", "rat", "ausschuss"),
    "report": ("bericht", "rückblick"),
    "announcement": ("ankündigung",),
    "cancellation": ("absage",),
    "press": ("presse",),
    "yes": ("ja",),
    "no": ("nein",),
    "limited": ("teilweise", "eingeschränkt", "bedingt"),
    "unknown": ("unbekannt",),
    "recommended": ("empfohlen",),
}


def meant_by(word: str, known: tuple[str, ...]) -> str:
    """The known word that a German one stands for; "" when it stands for none of them.

    >>> meant_by("Abgesagt", ("scheduled", "cancelled"))
    'cancelled'
    """
    said = word.strip().casefold()
    return next((one for one in known if said in MEANT.get(one, ())), "")
