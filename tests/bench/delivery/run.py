#!/usr/bin/env python3
"""The same bytes through Lectern with playback tokens and through nginx with secure_link, by wrk.

    python3 tests/bench/delivery/run.py BUILD_FOLDER [--seconds 5] [--rounds 3]

BUILD_FOLDER is a release build; its target bench_delivery is built first. Prints a Markdown table: requests a second,
CPU of the server for one request, and its resident memory.
"""
import argparse
import base64
import hashlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

SIZES = {"4 KiB": 4 << 10, "64 KiB": 64 << 10, "512 KiB": 512 << 10, "2 MiB": 2 << 20}
CONNECTIONS = 64
SECRET = "bench"
NGINX = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=1000 inactive=60s;
  open_file_cache_valid 60s;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} reuseport;
    location / {{
      root {folder}/files;
      secure_link $arg_md5,$arg_expires;
      secure_link_md5 "$secure_link_expires$uri {secret}";
      if ($secure_link = "") {{ return 403; }}
      if ($secure_link = "0") {{ return 410; }}
    }}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid):
    """The process and its children."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid, *map(int, children)]


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_mebibytes(pids):
    pages = sum(int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def measure(pid, url, size, seconds):
    with urllib.request.urlopen(url) as answer:
        if answer.status != 200 or len(answer.read()) != size:
            raise SystemExit(f"{url} does not give {size} bytes")
    pids = family(pid)
    before = cpu_seconds(pids)
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = cpu_seconds(pids) - before
    if "Non-2xx" in text or "Socket errors" in text:
        print(text)
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    return rate, used / requests * 1e6, resident_mebibytes(pids)


def start_nginx(folder):
    files = folder / "files"
    files.mkdir()
    for size in SIZES.values():
        (files / f"{size}.m4s").write_bytes(os.urandom(size))
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, secret=SECRET, workers=os.cpu_count()))
    os.chmod(folder, 0o755)
    process = subprocess.Popen(["nginx", "-c", str(config), "-p", str(folder)], stderr=subprocess.DEVNULL)
    for _ in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    expires = int(time.time()) + 3600
    urls = []
    for size in SIZES.values():
        digest = hashlib.md5(f"{expires}/{size}.m4s {SECRET}".encode()).digest()
        link = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        urls.append(f"http://127.0.0.1:{port}/{size}.m4s?md5={link}&expires={expires}")
    return process, process.pid, urls


def start_lectern(build, folder):
    command = [str(build / "tests/bench/delivery/bench_delivery"), str(folder), *map(str, SIZES.values())]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               stderr=subprocess.DEVNULL)
    pid = int(process.stdout.readline())
    return process, pid, [process.stdout.readline().strip() for _ in SIZES]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    subprocess.run(["ninja", "-C", str(options.build), "bench_delivery"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        lectern, lectern_pid, lectern_urls = start_lectern(options.build, pathlib.Path(one))
        nginx, nginx_pid, nginx_urls = start_nginx(pathlib.Path(two))
        try:
            print("| size | Lectern: req/s · CPU µs/req · RSS MiB | nginx: req/s · CPU µs/req · RSS MiB | ratio of req/s |")
            print("|---|---|---|---|")
            for name, ours, theirs in zip(SIZES, lectern_urls, nginx_urls):
                # In turns, and the middle one of each: single runs differ by a tenth and more.
                rounds = [(measure(lectern_pid, ours, SIZES[name], options.seconds),
                           measure(nginx_pid, theirs, SIZES[name], options.seconds)) for _ in range(options.rounds)]
                a, b = (sorted(side)[len(side) // 2] for side in zip(*rounds))
                cells = [f"{rate:,.0f} · {cpu:.1f} · {memory:.0f}" for rate, cpu, memory in (a, b)]
                print(f"| {name} | {cells[0]} | {cells[1]} | {a[0] / b[0]:.2f} |", flush=True)
        finally:
            lectern.stdin.close()
            lectern.wait(timeout=20)
            nginx.send_signal(signal.SIGTERM)
            nginx.wait(timeout=20)


if __name__ == "__main__":
    main()
