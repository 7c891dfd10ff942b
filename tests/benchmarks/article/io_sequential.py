# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's synchronous version: one requests.Session, one address after another."""
import requests

from article import sites, timed


def download_site(url, session):
    with session.get(url) as response:
        response.raise_for_status()
        return len(response.content)


def download_all_sites(sites):
    with requests.Session() as session:
        return [download_site(url, session) for url in sites]


if __name__ == "__main__":
    addresses = sites()
    timed(lambda: download_all_sites(addresses))
