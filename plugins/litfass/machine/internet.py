"""Internet: connects to other people's servers only: an address from a file must not make this machine talk to its own network.

A name is looked up once, and what was looked at is connected to: a server that answers for its name differently a moment later
leads nowhere else. Where a proxy stands between, it decides. Source: OWASP, Server-Side Request Forgery, DNS pinning.
"""

import ipaddress
import socket
from http.client import HTTPConnection, HTTPSConnection
from ssl import create_default_context
from urllib.request import BaseHandler, HTTPHandler, HTTPSHandler, Request

# numbers of IPv6 behind which a network may find one of IPv4: of its own, or of any. Source: RFC 6052, RFC 8215, RFC 3056
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
TUNNELS = (ipaddress.ip_network("64:ff9b:1::/48"), ipaddress.ip_network("2002::/16"))


class OwnNetworkError(Exception):
    """A name leads into the own network; its text is the name."""


class _Outside(HTTPConnection):
    def connect(self) -> None:
        """Connect to one of the numbers of the name, all of which are looked at first."""
        self.sock = _connected(self.host, self.port, self.timeout)


class _OutsideTLS(HTTPSConnection, _Outside):
    """The same, and then TLS, for which HTTPSConnection asks the class after it to connect."""


class _OutsideHandler(HTTPHandler):
    def http_open(self, req: Request) -> object:
        """The answer of a server outside, or of a proxy."""
        return self.do_open(HTTPConnection if req.has_proxy() else _Outside, req)


class _OutsideTLSHandler(HTTPSHandler):
    def https_open(self, req: Request) -> object:
        """The answer of a server outside, or of a proxy."""
        kind = HTTPSConnection if req.has_proxy() else _OutsideTLS
        return self.do_open(kind, req, context=create_default_context())


def handlers(*, allows_local: bool = False) -> list[BaseHandler]:
    """What an opener of urllib needs for http and https; `allows_local` is for tests, which serve on this machine.

    Opening then raises OwnNetworkError, and else what urllib raises.
    """
    return [HTTPHandler(), HTTPSHandler()] if allows_local else [_OutsideHandler(), _OutsideTLSHandler()]


def _connected(host: str, port: int, timeout: float | None) -> socket.socket:
    numbers = list(dict.fromkeys(info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    if not all(map(_is_outside, numbers)):
        raise OwnNetworkError(host)
    for number in numbers[:-1]:
        try:
            return socket.create_connection((number, port), timeout)
        except OSError:
            continue  # many a machine has numbers of a kind that its network does not know
    return socket.create_connection((numbers[-1], port), timeout)


def _is_outside(number: str) -> bool:
    """Whether a number is that of one machine somewhere on the internet, also if a network translates it."""
    address = ipaddress.ip_address(number)
    if address in TRANSLATED:
        address = ipaddress.IPv4Address(address.packed[-4:])
    return address.is_global and not address.is_multicast and not any(address in tunnel for tunnel in TUNNELS)
