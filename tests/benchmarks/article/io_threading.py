# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's threading version: five threads, a requests.Session in each."""
import concurrent.futures
import threading

import requests

from article import sites, timed

thread_local = threading.local()


def get_session():
    if not hasattr(thread_local, "session"):
        thread_local.session = requests.Session()
    return thread_local.session


def download_site(url):
    with get_session().get(url) as response:
        response.raise_for_status()
        return len(response.content)


def download_all_sites(sites):
    with concurrent.futures.ThreadPoolExecutor(max_workers=5) as executor:
        return list(executor.map(download_site, sites))


if __name__ == "__main__":
    addresses = sites()
    timed(lambda: download_all_sites(addresses))
