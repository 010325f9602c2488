"""Clock: the moment a site is made for, read once: the setting, SOURCE_DATE_EPOCH, or the computer's clock."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .problems import SaidFault


def moment(setting: str, zone: ZoneInfo) -> datetime:
    """An aware moment to the minute, in `zone`; `setting` is a wall-clock time such as 2026-11-23T12:00, or "".

    Raises:
        SaidFault: the setting is no moment.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH

    """
    if setting:
        try:
            return datetime.fromisoformat(setting).replace(tzinfo=zone)
        except ValueError:
            raise SaidFault("closing-no-moment", value=setting) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC).astimezone(zone) if epoch.isdecimal() else datetime.now(zone)
    return now.replace(second=0, microsecond=0)
