"""Clock: the moment a site is made for, read once: the setting, SOURCE_DATE_EPOCH, or the computer's clock."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .problems import EnvironmentFault, SaidFault


def moment(setting: str, zone: ZoneInfo) -> datetime:
    """An aware moment to the minute, in `zone`; `setting` is a time such as 2026-11-23T12:00, or "".

    It is of the zone's wall clock, unless it says another zone: 2026-11-23T11:00Z.

    Raises:
        SaidFault: the setting is no moment.
        EnvironmentFault: what stands in its place is none.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH

    """
    if setting:
        try:
            said = datetime.fromisoformat(setting)
            now = said.astimezone(zone) if said.tzinfo else said.replace(tzinfo=zone)
        except (ValueError, OverflowError):
            raise SaidFault("closing-no-moment", value=setting) from None
    else:
        now = _machine_time().astimezone(zone)
    return now.replace(second=0, microsecond=0)


def _machine_time() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise EnvironmentFault(f"SOURCE_DATE_EPOCH is {epoch}, which is no moment. Say seconds since 1970.") from None
