#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the PDFs hold, by qpdf and poppler: whole files, the structure, every word in order.

If this fails, a person who listens to the form hears something else than it says, or nothing.
Prints TAP. usage: check_pdf.py WRITE_PDF
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

points = []


def point(name, holds, detail=""):
    points.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(points)} - {name}")
    if not holds:
        print("# " + str(detail)[:1500].replace("\n", "\n# "))


def output(*words):
    return subprocess.run([str(w) for w in words], capture_output=True, text=True)


def structure(path):
    """(depth, tag or text) of each element, from pdfinfo's indented listing."""
    found = []
    for line in output("pdfinfo", "-struct-text", path).stdout.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        text = re.fullmatch(r'\s*"(.*)"', line)
        if not line.lstrip().startswith("/"):  # an attribute of the element before
            tag = line.split()[0].rstrip(":")
            found.append((depth, text.group(1) if text else f"<{tag}>"))
    return found


def objects(path):
    """The file's objects by key, decoded."""
    listing = json.loads(output("qpdf", "--json=2", "--json-key=qpdf", path).stdout)
    return listing["qpdf"][1]


def catalogue(every):
    return next(o["value"] for o in every.values()
                if isinstance(o.get("value"), dict) and o["value"].get("/Type") == "/Catalog")


def check_whole(path):
    done = output("qpdf", "--check", path)
    point(f"{path.name}: qpdf finds nothing wrong", done.returncode == 0, done.stdout + done.stderr)
    info = output("pdfinfo", path)
    point(f"{path.name}: tagged, dated, and read without a word of complaint",
          "Tagged:          yes" in info.stdout and not info.stderr, info.stdout + info.stderr)
    fonts = [line.split() for line in output("pdffonts", path).stdout.splitlines()[2:]]
    point(f"{path.name}: every font is embedded and tells its characters",
          all(f[-5:-2] == ["yes", "yes", "yes"] for f in fonts), fonts)


def marked_only(content):
    """Is there nothing painted outside marked content, and is marked content not nested badly?"""
    depth, seen_text = 0, []
    for line in content.split(b"\n"):
        if line.endswith((b" BDC", b" BMC")):
            depth += 1
        elif line == b"EMC":
            depth -= 1
        elif depth == 0 and re.search(rb"(^|\s)(Tj|TJ|f|S|B|Do)$", line):
            seen_text.append(line)
    return depth == 0 and not seen_text, seen_text


def check_marked(path, folder):
    """All that is painted is of the structure or an artifact."""
    plain = folder / "plain.pdf"
    output("qpdf", "--stream-data=uncompress", "--object-streams=disable", path, plain)
    contents = re.findall(rb"stream\n(1 0 0 -1 .*?)\nendstream", plain.read_bytes(), re.S)
    pages = int(re.search(r"Pages:\s+(\d+)", output("pdfinfo", path).stdout).group(1))
    point(f"{path.name}: all that is painted is marked",
          len(contents) == pages and all(marked_only(c)[0] for c in contents),
          [marked_only(c) for c in contents])
    point(f"{path.name}: each page has artifacts, and nothing has the tag that stood for them",
          all(b"/Artifact BMC" in c and b"\n/Private <<" not in c for c in contents))


def check_every(path):
    every = objects(path)
    root = catalogue(every)
    point("language, display of the title and marking are told",
          root.get("/Lang") == "u:en-GB" and root["/MarkInfo"] == {"/Marked": True}
          and root["/ViewerPreferences"] == {"/DisplayDocTitle": True} and "/Metadata" in root, root)
    scopes = [o["value"] for o in every.values()
              if isinstance(o.get("value"), dict) and o["value"].get("/S") == "/TH"]
    point("each head of a table is one of a column",
          len(scopes) == 36 and all(s["/A"] == {"/O": "/Table", "/Scope": "/Column"} for s in scopes))
    tree = structure(path)
    point("a document holds title, subtitle and thirteen sections",
          [t for d, t in tree if d == 1] == ["<H1>", "<P>", "<P>"] + ["<Sect>"] * 13, tree[:9])
    first = [t for _, t in tree[tree.index((1, "<Sect>")):]][:80]
    wanted = """<Sect> <H2> section-1 <P> hint-1 <L> <LI> <Lbl> key-10 <LBody> <P> value-10 <P> note-10
        <LI> <Lbl> key-11 <LBody> <P> value-11 <P> note-11 <LI> <Lbl> key-12 <LBody> <P> value-12
        <LI> <Lbl> key-13 <LBody> <P> value-13 <P> note-13 <Table> <Caption> caption-1
        <THead> <TR> <TH> Kind <TH> When <TH>""".split() + ["Where it comes from"] + """<TBody> <TR>
        <TD> kind-10 <TD> when-10 <TD>""".split() + ["a source of its own"]
    point("a section's structure is what it says", first[:len(wanted)] == wanted, first)


def check_prose(path):
    """A paragraph over several pages is one, with a span for each page, and no word runs into another."""
    tree = structure(path)
    prose = tree[tree.index((3, "prose")) + 1:]
    spoken = " ".join(" ".join(t for _, t in prose if not t.startswith("<")).split())
    point("a paragraph over pages is one, with every word apart",
          [t for d, t in prose if d == 2] == ["<P>"] and 2 <= [t for _, t in prose].count("<Span>") <= 4
          and spoken == " ".join(f"word-{i}" for i in range(900)), prose[:20])


def words_of(path):
    """The text of the file in order, without what repeats on each page."""
    text = output("pdftotext", "-raw", path, "-").stdout
    repeats = re.compile(r"^(The header|The reference|Page \d+ of \d+)$")
    return " ".join(" ".join(l for l in text.replace("\f", "\n").splitlines()
                             if not repeats.match(l)).split())


def check_order(path):
    text = words_of(path)
    wanted = ["A title with é & <b>", "The subtitle", "Before the first section."]
    for n in range(1, 13):
        wanted += [f"section-{n}", f"hint-{n}"]
        for i in range(n * 10, n * 10 + 4):
            wanted += [f"key-{i} value-{i}" + ("" if i % 10 == 2 else f" note-{i}")]
        wanted += [f"caption-{n}", "Kind When Where it comes from"]
        wanted += [f"kind-{i} when-{i}" for i in range(n * 10, n * 10 + 3)]
        wanted += [f"heading-{n}", f"paragraph-{n}", f"• item-{n}", "• another item", f"empty-{n}",
                   f"help-{n}"]
    at, lost = 0, None
    for words in wanted:
        found = text.find(words, at)
        if found < 0:
            lost = words
            break
        at = found + len(words)
    point("every text of the document is there, in order", lost is None, (lost, text[at:at + 300]))


def check_headings(path):
    """The last line of a page is none that belongs to what follows."""
    pages = output("pdftotext", "-raw", path, "-").stdout.split("\f")[:-1]
    last = [next((l for l in reversed(page.splitlines())
                  if not re.match(r"The header|The reference|Page \d", l)), "") for page in pages]
    point("no page ends with a heading or the hint under it",
          len(pages) > 5 and not any(re.match(r"(section|heading|caption|empty|hint)-", l)
                                     or l.startswith("Kind When") for l in last), last)


def check_table(path):
    pages = output("pdftotext", "-raw", path, "-").stdout.split("\f")[:-1]
    point("the head of a table is on each of its pages",
          len(pages) > 5 and all("Reference Kind Status Source" in p for p in pages), len(pages))
    tree = [t for _, t in structure(path)]
    point("and once in the structure", tree.count("<TH>") == 4 and tree.count("<TR>") == 201,
          (tree.count("<TH>"), tree.count("<TR>")))
    numbers = [t for t in tree if t.startswith("row-")]
    point("with every row in order", numbers == [f"row-{i}" for i in range(200)], numbers)


def check_languages(folder):
    for name, language in (("left", "cy"), ("right", "ar")):
        path = folder / f"{name}.pdf"
        text = " ".join(output("pdftotext", path, "-").stdout.split())
        point(f"{name}.pdf: Welsh and Polish are as written",
              all(w in text for w in ("Adolygiad o'r tŷ a'r gŵr", "Zażółć gęślą jaźń", "Łukasz")), text)
        point(f"{name}.pdf: Arabic is as written",
              all(w in text for w in "يجب عليك الحضور".split()), text)
        point(f"{name}.pdf: tells its language", catalogue(objects(path))["/Lang"] == f"u:{language}")
    box = output("pdftotext", "-bbox", folder / "right.pdf", "-").stdout
    ends = [float(x) for x in re.findall(r'xMax="([\d.]+)"', box)]
    left = output("pdftotext", "-bbox", folder / "left.pdf", "-").stdout
    page = re.compile(r'xMin="([\d.]+)"[^>]*>Page<')
    point("from right to left, lines begin at the right and the page's number is at the left",
          sum(x > 530 for x in ends) >= 6 and float(page.search(box).group(1)) < 60
          and float(page.search(left).group(1)) > 400, box[-1500:])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        done = output(sys.argv[1], folder)
        point("the documents are written", done.returncode == 0, done.stderr)
        for path in sorted(folder.glob("*.pdf")):
            check_whole(path)
            check_marked(path, folder)
            (folder / "plain.pdf").unlink()
        check_every(folder / "every.pdf")
        check_prose(folder / "every.pdf")
        check_order(folder / "every.pdf")
        check_headings(folder / "every.pdf")
        check_table(folder / "table.pdf")
        check_languages(folder)
    print(f"1..{len(points)}")
    return not all(points)


if __name__ == "__main__":
    sys.exit(main())
