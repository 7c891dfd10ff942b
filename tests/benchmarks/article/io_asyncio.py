# SPDX-License-Identifier: GPL-3.0-or-later
"""The article's asyncio version: one aiohttp.ClientSession, by default at most 100 connections."""
import asyncio

import aiohttp

from article import sites, timed


async def download_site(session, url):
    async with session.get(url) as response:
        response.raise_for_status()
        return len(await response.read())


async def download_all_sites(sites):
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*[download_site(session, url) for url in sites])


if __name__ == "__main__":
    addresses = sites()
    timed(lambda: asyncio.run(download_all_sites(addresses)))
