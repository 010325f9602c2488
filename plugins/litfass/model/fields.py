"""Fields: the types that models are made of, each read from text by readers.py, amount_readers.py and time_readers.py."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from ..calendar.hours import OpeningHours
from ..calendar.moment import ListedDay, Moment, PartialDay
from ..calendar.rule import Rule
from . import amount_readers, readers, rhythm_readers, time_readers

Plain = Annotated[str, BeforeValidator(readers.plain)]
Text = Annotated[str, BeforeValidator(readers.text)]
Teaser = Annotated[str, BeforeValidator(readers.limited(200))]
Title = Annotated[str, BeforeValidator(readers.limited(200))]
Flag = Annotated[bool, BeforeValidator(readers.flag)]
FlagOrText = Annotated[bool | str, BeforeValidator(readers.flag_or_text)]
Day = Annotated[date, BeforeValidator(time_readers.day)]
DayOrDaysBefore = Annotated[date | int, BeforeValidator(time_readers.day_or_days_before)]
ClockOrText = Annotated[str, BeforeValidator(time_readers.clock_or_text)]
MomentField = Annotated[Moment, BeforeValidator(time_readers.moment)]
Moments = Annotated[tuple[Moment, ...], BeforeValidator(time_readers.moments)]
LastMoment = Annotated[Moment, BeforeValidator(time_readers.last_moment)]
ChangedStart = Annotated[Moment, BeforeValidator(time_readers.changed_start)]
EndField = Annotated[Moment | time, BeforeValidator(time_readers.end)]
PartialDayField = Annotated[PartialDay, BeforeValidator(time_readers.partial_day)]
PartialDayOrText = Annotated[PartialDay | str, BeforeValidator(time_readers.partial_day_or_text)]
Number = Annotated[int, BeforeValidator(amount_readers.number)]
Amount = Annotated[Decimal, BeforeValidator(amount_readers.decimal)]
Price = Annotated[str, BeforeValidator(amount_readers.price)]
Degrees = Annotated[float, BeforeValidator(readers.degrees)]
Slug = Annotated[str, BeforeValidator(readers.slug)]
Url = Annotated[str, BeforeValidator(readers.url)]
Online = Annotated[str, BeforeValidator(readers.online)]
Email = Annotated[str, BeforeValidator(readers.email)]
Telephone = Annotated[str, BeforeValidator(readers.telephone)]
Language = Annotated[str, BeforeValidator(readers.language)]
WrittenLanguage = Annotated[str, BeforeValidator(readers.written_language)]
Colour = Annotated[str, BeforeValidator(readers.colour)]
Ages = Annotated[tuple[int | None, int | None], BeforeValidator(readers.ages)]
HoursLine = Annotated[OpeningHours, BeforeValidator(rhythm_readers.hours)]
Phrase = Annotated[Rule, BeforeValidator(rhythm_readers.repeat)]
RRule = Annotated[Rule, BeforeValidator(rhythm_readers.rrule)]

Year = Annotated[int, BeforeValidator(time_readers.year)]
YearAmounts = dict[Year, Amount]

Levels = Annotated[tuple[str, ...], BeforeValidator(readers.levels)]
Plains = Annotated[tuple[Plain, ...], BeforeValidator(readers.single_or_list)]
LevelsList = Annotated[tuple[Levels, ...], BeforeValidator(readers.single_or_list)]
Names = Annotated[tuple[Plain, ...], BeforeValidator(readers.names_or_list)]
ListedDays = Annotated[
    tuple[Annotated[ListedDay, BeforeValidator(time_readers.listed_day)], ...], BeforeValidator(readers.names_or_list)
]
Days = Annotated[tuple[Day, ...], BeforeValidator(readers.names_or_list)]
OldAddress = Annotated[str, BeforeValidator(readers.old_address)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(readers.names_or_list)]
OldAddresses = Annotated[tuple[OldAddress, ...], BeforeValidator(readers.single_or_list)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(readers.names_or_list)]
WrittenLanguages = Annotated[tuple[WrittenLanguage, ...], BeforeValidator(readers.names_or_list)]
HoursLines = Annotated[tuple[HoursLine, ...], BeforeValidator(readers.single_or_list)]
