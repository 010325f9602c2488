"""Opening: when the office's door is open, and the holidays on which doors are not; part of Site, as the programme is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ..calendar.hours import ClosedTime, DoorState, OpeningHours, closed_time, door_state
from ..calendar.pauses import CATEGORIES, Pause, Period
from ..model.closure import Closure
from ..model.site_info import Office


@dataclass(frozen=True)
class Opening:
    """The office's hours at the moment `now`, and all times in which something is closed, by their ids."""

    office: Office
    closures: tuple[Closure, ...]
    pauses: Mapping[str, Pause]
    now: datetime

    # --- holidays -----------------------------------------------------------------------------------------

    @cached_property
    def _holidays(self) -> dict[str, list[Pause]]:
        """Pauses that are school or public holidays, by kind."""
        found: dict[str, list[Pause]] = {kind: [] for kind in CATEGORIES}
        for closure in self.closures:
            if closure.closure_kind in found:
                found[closure.closure_kind].append(self.pauses[closure.id])
        return found

    def holiday_on(self, day: date, kind: str = "public-holidays") -> str:
        """The name of the public holiday on a day, or of the "school-holidays"; "" when there is none."""
        return next((title for pause in self._holidays[kind] if (title := pause.title_on(day)) is not None), "")

    def holidays_between(self, first: date, last: date) -> list[tuple[str, Period]]:
        """Kind and days of the holidays that reach into a span of days, in order; their days may lie outside of it."""
        found = [
            (period, kind) for kind, pauses in self._holidays.items() for pause in pauses for period in pause.periods
        ]
        return [(kind, period) for period, kind in sorted(found) if period.first <= last and period.last >= first]

    # --- the office ---------------------------------------------------------------------------------------

    @cached_property
    def office_pauses(self) -> list[Closure]:
        """The pauses that site.yaml names for the office, and those of its place: behind a shut door is no office."""
        place = self.office.place.id if self.office.place else ""
        shut = [one for one in self.closures if one.closure_kind == "place" and one.place == place]
        return list(dict.fromkeys([*self.office.pause, *shut]))

    @cached_property
    def office_state(self) -> DoorState:
        """Whether the office is open now, and when it opens again."""
        return door_state(self.office.hours, self.now.replace(tzinfo=None), self.office_closed)

    @property
    def hours_now(self) -> list[OpeningHours]:
        """The office's hours that hold at this time of year."""
        return [line for line in self.office.hours if line.are_in_season(self.now.date())]

    def office_closing(self, ahead: int) -> ClosedTime | None:
        """The time in which the office is shut today or begins to be within `ahead` days; None when there is none."""
        return closed_time(self.office.hours, self.now.date(), self.office_closed, ahead)

    def office_closed(self, day: date) -> str:
        """The name of the pause, or the reason, for which the office is shut on a day; "" when it is not."""
        suspended = self.office.suspended
        if suspended and suspended.from_ <= day:
            return suspended.reason
        pauses = [self.pauses[closure.id] for closure in self.office_pauses if closure.id in self.pauses]
        return next((title for pause in pauses if (title := pause.title_on(day)) is not None), "")
