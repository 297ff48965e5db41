# SPDX-License-Identifier: Apache-2.0
"""What the tests of signing in by an OpenID provider share: the real oidc-provider and one that lies, each a
process on loopback; the operator's file; a browser that goes to the provider and back."""
import http.client
import http.cookies
import json
import os
import pathlib
import ssl
import subprocess
import urllib.parse

from serving import Answer, Browser, Forms, Site, rows

HERE = pathlib.Path(__file__).parent
CALLBACK = "http://127.0.0.1:1/sign-in/oidc/callback"  # a browser is taken there by hand
SECRET = "a secret / with + signs & spaces: %"


class Provider:
    def __init__(self, script, *words):
        self.process = subprocess.Popen(["node", str(HERE / script), *words], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.issuer = self.process.stdout.readline().strip()
        if not self.issuer:
            raise SystemExit(f"not ok - {script} does not start")
        self.scheme, self.host = self.issuer.split("://")

    def ask(self, method, path, body=None, headers=None):
        connection = (http.client.HTTPConnection(self.host, timeout=30) if self.scheme == "http" else
                      http.client.HTTPSConnection(self.host, timeout=30, context=ssl._create_unverified_context()))
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def control(self, **what):
        self.ask("POST", "/control", json.dumps(what))

    def last(self):
        return json.loads(self.ask("GET", "/last").text)

    def stop(self):
        self.process.kill()
        self.process.wait()


def settings(folder, issuer, secret=SECRET, **more):
    """The operator's file; `None` leaves a line out."""
    path, kept = folder / "oidc.conf", folder / "client-secret"
    kept.unlink(missing_ok=True)
    kept.write_text(secret + "\n")
    os.chmod(kept, 0o600)
    lines = {"issuer": issuer, "client_id": "basic", "client_secret_file": kept, "redirect_uri": CALLBACK,
             "title": "Example SSO", **more}
    path.write_text("# of the test\n\n" + "".join(f"{n} = {v}\n" for n, v in lines.items() if v is not None))
    return path


class Traveller(Browser):
    """A browser with a second jar, for the provider."""

    def __init__(self, site, provider):
        super().__init__(site)
        self.provider, self.jar = provider, {}

    def there(self, url, fields=None):
        """Ask the provider, going on where it leads, until it leads back here or shows a page."""
        while not url.startswith(CALLBACK):
            path = urllib.parse.urlsplit(url)
            body = urllib.parse.urlencode(fields).encode() if fields is not None else None
            sent = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.jar.items())} if self.jar else {}
            if body is not None:
                sent["Content-Type"] = "application/x-www-form-urlencoded"
            answer = self.provider.ask("POST" if body else "GET", f"{path.path}?{path.query}", body, sent)
            for name, value in answer.headers:
                if name.lower() == "set-cookie":
                    for kept in http.cookies.SimpleCookie(value).values():
                        self.jar[kept.key] = kept.value
            if answer.status not in (302, 303):
                return answer
            url, fields = urllib.parse.urljoin(url, answer.header("Location")), None
        return url

    def begin(self, path="/sign-in/oidc"):
        """Where the site sends a person who wants to sign in."""
        return self.get(path).header("Location") or ""

    def sign_in_there(self, url, name):
        """The provider's pages: who one is, and that one agrees. Gives the way back."""
        found = self.there(url)
        for _ in range(4):
            if isinstance(found, str):
                return found
            form = Forms(found.text).forms[0]
            fields = dict(form["fields"])
            if "login" in found.text and fields.get("prompt") == "login":
                fields.update(login=name, password="any")
            found = self.there(urllib.parse.urljoin(self.provider.issuer, form["action"]), fields)
        raise SystemExit(f"not ok - the provider does not let {name} in: {found!r}")

    def back(self, url):
        """To the site, with what the provider has said."""
        return self.get(url.removeprefix("http://127.0.0.1:1"))

    def fly(self, path="/sign-in/oidc"):
        """All of it, with a provider that asks nothing."""
        return self.back(self.there(self.begin(path)))


def last_refusal(db):
    """Of signing in: its purpose."""
    found = rows(db, "select purpose from audit_entry where kind = 'refusal' and action = 'sign-in' "
                     "order by number desc limit 1")
    return found[0][0].removeprefix("by the provider: ") if found else ""


def serve(db, path, *words):
    return Site(db, "--oidc", str(path), *words)
