"""Which IP addresses are public, by IANA's two registries of special ones and not by Python's version. Pure."""

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

# Both registries (iana.org/assignments, 2025), with whether a range is globally reachable. "N/A" there is False here.
SPECIAL = {
    **dict.fromkeys(("0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"), False),
    **dict.fromkeys(("172.16.0.0/12", "192.0.0.0/24", "192.0.0.0/29", "192.0.0.8/32", "192.0.0.170/32"), False),
    **dict.fromkeys(("192.0.0.171/32", "192.0.2.0/24", "192.88.99.0/24", "192.88.99.2/32", "192.168.0.0/16"), False),
    **dict.fromkeys(("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32"), False),
    **dict.fromkeys(("192.0.0.9/32", "192.0.0.10/32", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24"), True),
    **dict.fromkeys(("::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64"), False),
    **dict.fromkeys(("2001::/23", "2001::/32", "2001:2::/48", "2001:10::/28", "2001:db8::/32", "2002::/16"), False),
    **dict.fromkeys(("3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10"), False),
    **dict.fromkeys(("64:ff9b::/96", "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:3::/32"), True),
    **dict.fromkeys(("2001:4:112::/48", "2001:20::/28", "2001:30::/28", "2620:4f:8000::/48"), True),
}
# Not in the registries: what nobody listens to alone, what never was anybody's, and Azure's own services.
ALSO_REFUSED = ("224.0.0.0/4", "ff00::/8", "168.63.129.16/32")
UNICAST = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")
Ip = IPv4Address | IPv6Address


@cache
def _ranges() -> tuple[tuple[IPv4Network | IPv6Network, bool], ...]:
    """The smallest first, because the smallest that holds an address decides."""
    ranges = [(ip_network(text), reachable) for text, reachable in SPECIAL.items()]
    refused = [(ip_network(text), False) for text in ALSO_REFUSED]
    return tuple(sorted((*ranges, *refused), key=lambda one: -one[0].prefixlen))


def public(address: str) -> bool:
    """Whether an IP address is public. Of an IPv6 address that holds an IPv4 address, the latter decides."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    inner = _inner(ip)
    if inner is not None:
        return public(str(inner))
    listed = next((reachable for ips, reachable in _ranges() if ip in ips), None)
    return (ip.version == 4 or ip in UNICAST) if listed is None else listed


def _inner(ip: Ip) -> IPv4Address | None:
    if isinstance(ip, IPv4Address):
        return None
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip.ipv4_mapped
