"""Deliver: the public release to every target of the settings, each as it can take it."""

from collections.abc import Mapping
from typing import Any

from ..problems import EnvironmentFault, say
from .folder import SERVER, ReleaseFolder
from .send import Sent, send
from .squeeze import ENDINGS
from .steps import Steps
from .targets import target_for
from .targets.target import BesideServer


def deliver(folder: ReleaseFolder, own: Mapping[str, Any]) -> None:
    """Send the public release to every target; one that fails keeps none of the others from it.

    Raises:
        EnvironmentFault: with one line for each target that failed.

    """
    language, failed = own["MESSAGE_LANGUAGE"], []
    for address in own["TARGETS"]:
        try:
            sent = _deliver_to(address, folder, own)
        except EnvironmentFault as fault:
            failed.append(f"{address}: {fault}")
            continue
        except OSError as error:  # as of a disk that is too full for what a target needs in between
            failed.append(f"{address}: {error.strerror or error}")
            continue
        print(say("closing-sent", language, target=address, **sent._asdict()))  # noqa: T201
    if failed:
        raise EnvironmentFault("\n".join(failed))


def _deliver_to(address: str, folder: ReleaseFolder, own: Mapping[str, Any]) -> Sent:
    target, name = target_for(address, own), folder.current
    files = folder.manifest(name).files
    if not target.takes_copies:
        files = {path: digest for path, digest in files.items() if not path.endswith(ENDINGS)}
    with Steps().step(say("closing-step-send", own["MESSAGE_LANGUAGE"], target=address)) as each:
        sent = send(target, folder.site(name), files, each)
        if isinstance(target, BesideServer):
            target.put_rules(folder.path(name) / SERVER)
    return sent
