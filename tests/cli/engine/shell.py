#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`remit feel` on a pseudo-terminal: variables, names with spaces, problems with their place,
history, :help, :quit and the end of input.

usage: shell.py REMIT
"""
import os
import pty
import re
import select
import signal
import sys
import time

UP = "\x1b[A"
failures = []
passed = 0


class Session:
    def __init__(self, *words):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", LC_ALL="C.UTF-8")
            os.execv(sys.argv[1], [sys.argv[1], "feel", *words])
        self.prompt()

    def read(self, is_done, on_wait=lambda: None, seconds=20):
        """What is shown until `is_done`, or the other side has gone."""
        shown, end = b"", time.time() + seconds
        while time.time() < end:
            try:
                if not select.select([self.terminal], [], [], 0.1)[0]:
                    on_wait()
                    continue
                piece = os.read(self.terminal, 4096)
            except OSError:  # it has gone
                piece = b""
            shown += piece
            plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8", "replace"))
            plain = plain.replace("\r", "")
            if not piece or is_done(plain):
                return plain
        os.kill(self.pid, signal.SIGKILL)
        sys.exit(f"failed: no prompt, but {shown!r}\n{passed} passed, 1 failed")

    def prompt(self):
        """What is shown until the next prompt: the line's own echo has no end of line before it."""
        return self.read(is_done=lambda shown: "\n" in shown and shown.rstrip().endswith("feel>"))

    def send(self, line):
        os.write(self.terminal, (line + "\n").encode())
        return self.prompt()

    def end(self, keys):
        """The exit code after these keys. They are sent again until the other side has gone, since
        a Ctrl-D is lost while the editor sets up the terminal; what is shown is read meanwhile."""
        sent = 0

        def send_again():
            nonlocal sent
            if time.time() - sent > 0.5:
                sent = time.time()
                os.write(self.terminal, keys)
        self.read(is_done=lambda shown: False, on_wait=send_again)
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.terminal)
        return code


def expect(what, good, shown):
    global passed
    if good:
        passed += 1
    else:
        failures.append(f"failed: {what}: {shown!r}")


def holds(what, shown, *lines):
    found = [line.strip() for line in shown.split("\n")]
    expect(what, all(line in found for line in lines), shown)


session = Session("--context", '{"given": 5}')
holds("an expression", session.send("1 + 2"), "3")
holds("a variable is bound", session.send("Monthly income = 2400"), "2400")
holds("and used, with what --context gave", session.send("Monthly income * given"), "12000")
holds("bound again", session.send("given = given + 1"), "6")
holds("a comparison in parentheses", session.send("(given = 6)"), "true")
holds("if is no binding", session.send("if given = 6 then 7 else 8"), "7")
holds("a function is kept", session.send("double = function(x) x * 2 + given"), )
holds("and called", session.send("double(20)"), "46")
holds("text beyond ASCII", session.send('"né" + "e"'), "née")
shown = session.send('1 + missing')
holds("a problem", shown, "null", "line 1, column 5:", "1 + missing")
expect("with its code", "FEEL-NAME" in shown, shown)
session.send("wrong = 1 +")
expect("what failed is not bound", "FEEL-NAME" in session.send("wrong"), "bound")
expect(":help", ":quit" in session.send(":help"), "no help")
expect("an unknown word", ":nonsense" in session.send(":nonsense"), "nothing said")
session.send("40 + 1")
holds("history", session.send(UP), "41")
expect(":quit", session.end(b":quit\n") == 0, "exit code")
session = Session()
expect("the end of input", session.end(b"\x04") == 0, "exit code")
for failure in failures:
    print(failure)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
