#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Open-loop load on a serving demo: so many pages a second, whether or not earlier ones are answered.

Prints p50, p99 and the longest as the server counted them and as this client saw them (from the moment a
request was due, so that waiting counts), processor time a page by route, memory. With --most it doubles
and halves its way to the most pages a second that are answered in time.

usage: load.py http://127.0.0.1:8080 [--rate 200] [--seconds 60] [--people 40] [--most]
"""
import argparse
import asyncio
import random
import re
import time
import urllib.parse

PAGES = {"/": 2, "/worklist": 4, "/worklist?page={page}": 3, "/worklist?state=sealed&whose=unclaimed": 2,
         "/cases/{root}": 5, "/items/{item}": 5, "/items/{item}/facts": 2, "/items/{item}/view": 2,
         "/cases/{root}/trail": 1, "/rules": 1}


async def fetch(host, port, path, cookie="", body=None, source=None):
    reader, writer = await asyncio.open_connection(host, port, local_addr=source)
    head = f"{'POST' if body is not None else 'GET'} {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
    if cookie:
        head += f"Cookie: {cookie}\r\n"
    if body is not None:
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    writer.write((head + "\r\n" + (body or "")).encode())
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer.decode(errors="replace")


class Lane:
    """A kept-alive connection of one signed-in person; requests on it wait for each other."""

    def __init__(self, host, port, cookie):
        self.host, self.port, self.cookie = host, port, cookie
        self.streams, self.lock = None, asyncio.Lock()

    async def get(self, path):
        async with self.lock:
            for _ in range(2):
                if self.streams is None:
                    self.streams = await asyncio.open_connection(self.host, self.port)
                reader, writer = self.streams
                try:
                    writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n".encode())
                    head = (await reader.readuntil(b"\r\n\r\n")).decode()
                    await reader.readexactly(int(re.search(r"Content-Length: (\d+)", head).group(1)))
                    return int(head[9:12])
                except (asyncio.IncompleteReadError, ConnectionError):
                    self.streams = None
        return 0


def figures(text):
    return {(m[1], m[2], m[3] or ""): float(m[4]) for m in re.finditer(
        r'^remit_http_(\w+)\{route="([^"]*)"(?:,\w+="([^"]*)")?\} (\S+)$', text, re.M)}


async def sign_in(host, port, people):
    page = await fetch(host, port, "/sign-in")
    names = [n for n in re.findall(r'name="demo" value="([^"]+)"', page) if n.startswith("caseworker")]
    lanes = []
    for i in range(people):
        # An address may try twenty times at once: on this machine each twenty take another of its own.
        source = (f"127.0.0.{2 + i // 20}", 0) if host == "127.0.0.1" else None
        answer = await fetch(host, port, "/sign-in", body=urllib.parse.urlencode({"demo": names[i % len(names)]}),
                             source=source)
        found = re.search(r"Set-Cookie: ([^;]+)", answer)
        if not found:
            await asyncio.sleep(1)
            continue
        lanes.append(Lane(host, port, found.group(1)))
    return lanes


async def numbers(lane):
    """Items and cases that are there, from the worklist's first pages."""
    items, roots = [], []
    for page in range(1, 9):
        text = await fetch(lane.host, lane.port, f"/worklist?page={page}", lane.cookie)
        items += re.findall(r'href="/items/(\d+)"', text)
    for item in items[:40]:
        text = await fetch(lane.host, lane.port, f"/items/{item}", lane.cookie)
        roots += re.findall(r'href="/cases/(\d+)"', text)[:1]
    return items, roots


async def run(lanes, items, roots, rate, seconds):
    paths = random.Random(1)
    choices = [p for p, weight in PAGES.items() for _ in range(weight)]
    late, failed, tasks = [], [], set()

    async def one(lane, path, due):
        status = await lane.get(path)
        late.append(time.perf_counter() - due)
        if status != 200:
            failed.append((status, path))

    begin = time.perf_counter()
    for n in range(int(rate * seconds)):
        due = begin + n / rate
        wait = due - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        path = paths.choice(choices).format(page=paths.randint(1, 30), item=paths.choice(items),
                                            root=paths.choice(roots))
        task = asyncio.create_task(one(lanes[n % len(lanes)], path, due))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    late.sort()
    return late, failed, time.perf_counter() - begin


def at(values, part):
    return 1000 * values[min(len(values) - 1, int(part * len(values)))]


async def main():
    words = argparse.ArgumentParser()
    words.add_argument("url")
    words.add_argument("--rate", type=float, default=200)
    words.add_argument("--seconds", type=float, default=60)
    words.add_argument("--people", type=int, default=40)
    words.add_argument("--most", action="store_true")
    call = words.parse_args()
    where = urllib.parse.urlparse(call.url)
    lanes = await sign_in(where.hostname, where.port, call.people)
    items, roots = await numbers(lanes[0])
    before = figures(await fetch(where.hostname, where.port, "/metrics"))
    late, failed, took = await run(lanes, items, roots, call.rate, call.seconds)
    text = await fetch(where.hostname, where.port, "/metrics")
    after = figures(text)
    print(f"{len(late)} pages in {took:.1f} s by {len(lanes)} people; {len(failed)} not answered well {failed[:3]}")
    print(f"as the client saw them: p50 {at(late, .5):.2f} ms, p99 {at(late, .99):.2f} ms, longest {1000 * late[-1]:.2f} ms")
    print("as the server counted them (since it started):")
    for route in sorted({k[1] for k in after if k[0] == "request_seconds_count"}):
        count = after[("request_seconds_count", route, "")] - before.get(("request_seconds_count", route, ""), 0)
        used = after[("processor_seconds_total", route, "")] - before.get(("processor_seconds_total", route, ""), 0)
        if count:
            quantiles = [1000 * after[("request_seconds", route, q)] for q in ("0.5", "0.99", "1")]
            print(f"  {route:32} {count:7.0f}  p50 {quantiles[0]:7.2f}  p99 {quantiles[1]:7.2f}  longest {quantiles[2]:8.2f} ms"
                  f"  processor {1e6 * used / count:7.0f} microseconds")
    peak = re.search(r"remit_process_peak_bytes (\d+)", text)
    print(f"memory: {int(peak.group(1)) / 1e6:.0f} MB at most")
    if call.most:
        await find_most(lanes, items, roots, call.rate)


async def find_most(lanes, items, roots, rate):
    """The most pages a second of which 99 in 100 are answered within 50 ms."""
    good, bad = 0, None
    while bad is None or bad / max(good, 1) > 1.1:
        rate = rate * 2 if bad is None else (good + bad) / 2
        late, failed, _ = await run(lanes, items, roots, rate, 5)
        if at(late, .99) <= 50 and not failed:
            good = rate
        else:
            bad = rate
        if rate < 1:
            break
    print(f"the most: {good:.0f} pages a second with p99 within 50 ms")


asyncio.run(main())
