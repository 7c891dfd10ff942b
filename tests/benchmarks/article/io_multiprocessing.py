# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's multiprocessing version: a pool of as many processes as processors, a requests.Session in each.
Making the pool is inside the time."""
import multiprocessing

import requests

from article import sites, timed

session = None


def set_global_session():
    global session
    if not session:
        session = requests.Session()


def download_site(url):
    with session.get(url) as response:
        response.raise_for_status()
        return len(response.content)


def download_all_sites(sites):
    with multiprocessing.Pool(initializer=set_global_session) as pool:
        return pool.map(download_site, sites)


if __name__ == "__main__":
    addresses = sites()
    timed(lambda: download_all_sites(addresses))
