"""`plusone worker`: do jobs until asked to stop."""

import argparse
import os
import signal
import sys
import time
from threading import Thread

from plusone.cli.readiness import collect_static, refuse_old_tables
from plusone.cli.running import marked
from plusone.core.jobs.worker import Worker


def run(options: argparse.Namespace) -> int:
    refuse_old_tables()
    collect_static()  # published pages name the style sheet by its content
    worker = Worker(threads=options.threads)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if options.with_parent:
        Thread(target=_end_with, args=(options.with_parent, worker), daemon=True).start()
    else:
        print("Doing jobs. Stop with Ctrl-C.", flush=True)
    with marked(options.data):
        ended = worker.run()
    if not ended:
        # A job hangs. It was given back, and its thread must not keep the process.
        sys.stdout.flush()
        os._exit(0)
    return 0


def _end_with(parent: int, worker: Worker) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    worker.stop()
