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
    "running": ("laufend", "läuft", "läuft wieder", "aktiv"),
    "completed": ("abgeschlossen", "beendet", "fertig"),
    "association": ("verein", "e. v.", "e.v.", "förderverein"),
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
    "process": ("beteiligung", "verfahren", "umfrage", "befragung"),
    "committee": ("gremium", "rat", "ausschuss"),
    "report": ("bericht", "rückblick"),
    "announcement": ("ankündigung", "hinweis", "info", "mitteilung"),
    "cancellation": ("absage",),
    "press": ("presse",),
    "yes": ("ja", "nötig", "erforderlich", "stufenlos", "barrierefrei", "rollstuhlgerecht"),
    "no": (
        *("nein", "nicht nötig", "nicht erforderlich", "nicht notwendig", "nicht barrierefrei", "treppe", "stufen"),
        *("keine", "keine anmeldung", "ohne anmeldung", "keine anmeldung nötig", "keine anmeldung erforderlich"),
        *("not needed", "not necessary"),
    ),
    "limited": ("teilweise", "eingeschränkt", "bedingt", "mit hilfe"),
    "unknown": ("unbekannt",),
    "recommended": ("empfohlen", "erwünscht", "erbeten"),
    "information": ("info", "auftakt", "informationsveranstaltung"),
    "survey": ("umfrage", "befragung"),
    "workshop": ("werkstatt",),
    "results": ("ergebnis", "ergebnisse"),
    "not-needed": ("nicht nötig", "niemand zu erkennen"),
    "on-file": ("yes", "ja", "liegt vor", "vorhanden"),
    "school-holidays": ("ferien", "schulferien"),
    "public-holidays": ("feiertag", "feiertage"),
    "office": ("büro",),
    "place": ("ort",),
    "imprint": ("impressum",),
    "privacy": ("datenschutz",),
    "accessibility": ("barrierefreiheit",),
    "none": ("keine", "kein", "ohne"),
    "skip": ("weglassen", "auslassen"),
    "show": ("zeigen", "anzeigen"),
    "de-simple": ("leicht", "leichte-sprache", "einfach", "ls"),
}
# what a thing is: the first word is shown, all are understood
KINDS = {
    "event": ("Termin", "Termine", "Veranstaltung", "Veranstaltungen"),
    "news": ("Meldung", "Meldungen", "Neuigkeit", "Neuigkeiten", "Nachricht", "Nachrichten"),
    "project": ("Projekt", "Projekte"),
    "actor": ("Akteur", "Akteure", "Akteurin", "Organisation", "Organisationen", "Einrichtung", "Einrichtungen"),
    "place": ("Ort", "Orte"),
    "participation": ("Beteiligung", "Beteiligungen", "Mitmachen"),
    "page": ("Seite", "Seiten"),
}


def kind_meant(word: str) -> str:
    """Our word for a kind of thing; what stands for none of them stays as it is.

    >>> kind_meant("termine"), kind_meant("Event"), kind_meant("Ding")
    ('event', 'event', 'Ding')
    """
    said = word.strip().casefold()
    known = ((kind, (kind, *german)) for kind, german in KINDS.items())
    return next((kind for kind, names in known if said in {name.casefold() for name in names}), word)


def meant_by(word: str, known: tuple[str, ...]) -> str:
    """The known word that a German one stands for; "" when it stands for none of them.

    >>> meant_by("Abgesagt", ("scheduled", "cancelled"))
    'cancelled'
    """
    said = word.strip().casefold()
    return next((one for one in known if said in MEANT.get(one, ())), "")
