#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""remit dmn show, over models: each picture is XML with a title and a description, each page is well
formed, its tables have captions and headings, its links lead somewhere, nothing can run, and every
name of the model is in it. Shapes keep apart, but for what a service encloses.

usage: check.py REMIT MODEL...
"""
import html.parser
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "br", "hr", "link", "img", "input"}
remit, models = sys.argv[1], sys.argv[2:]
passed, failed = 0, 0


def point(what, good, found=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"failed: {what} {str(found)[:400]}")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.bad, self.tags, self.text = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append((tag, self.getpos()))

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.text.append(data)


def show(model, *words):
    return subprocess.run([remit, "dmn", "show", model, *words], capture_output=True, text=True,
                          check=True).stdout


def names_of(model):
    root = tree.parse(model).getroot()
    kinds = ("decision", "inputData", "businessKnowledgeModel", "decisionService")
    found = [(child.tag.split("}")[1], " ".join(child.get("name", "").split())) for child in root]
    return [(kind, name) for kind, name in found if kind in kinds and name]


def boxes(picture):
    """(x, y, width, height) of each rectangle of the graph; a service's apart."""
    found = []
    for rect in picture.iter(SVG + "rect"):
        found.append((rect.get("class"), *(int(rect.get(k)) for k in ("x", "y", "width", "height"))))
    return found


def check_picture(what, text):
    picture = tree.fromstring(text)
    point(f"{what}: a picture with a name and a description", picture.tag == SVG + "svg"
          and picture.find(SVG + "title").text and picture.find(SVG + "desc").text)
    point(f"{what}: nothing runs", not re.search(r"<script|<foreignObject|<[^>]*\son\w+=", text))
    width, height = int(picture.get("width")), int(picture.get("height"))
    outside = [box for box in boxes(picture) if box[1] < 0 or box[2] < 0 or box[1] + box[3] > width
               or box[2] + box[4] > height]
    point(f"{what}: all of it within the picture", not outside, outside)
    return picture


def check_graph(model, text):
    picture = check_picture(f"{model}: graph", text)
    shapes = [box for box in boxes(picture) if box[0] == "shape"]
    over = [(a, b) for i, a in enumerate(shapes) for b in shapes[i + 1:]
            if a[1] < b[1] + b[3] and b[1] < a[1] + a[3] and a[2] < b[2] + b[4] and b[2] < a[2] + a[4]]
    point(f"{model}: no shape over another", not over, over[:2])


def check_page(model, text):
    page = Page()
    page.feed(text)
    point(f"{model}: well formed", not page.open and not page.bad, (page.open, page.bad[:3]))
    point(f"{model}: nothing runs", not any(tag in ("script", "iframe", "object") or any(
        name.startswith("on") or (value or "").startswith("javascript:") for name, value in
        attributes.items()) for tag, attributes in page.tags))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    links = [a["href"][1:] for tag, a in page.tags if tag == "a"]
    point(f"{model}: ids are distinct and links lead to them",
          len(ids) == len(set(ids)) and set(links) <= set(ids), set(links) - set(ids))
    count = {tag: sum(t == tag for t, _ in page.tags) for tag in ("table", "caption", "h1", "svg")}
    point(f"{model}: each table has a caption, each heading cell a scope",
          count["table"] == count["caption"] and all(
              a.get("scope") for tag, a in page.tags if tag == "th"), count)
    point(f"{model}: one main heading, one picture", count["h1"] == count["svg"] == 1)
    words = " ".join("".join(page.text).split())
    missing = [name for _, name in names_of(model) if name not in words]
    point(f"{model}: every name is in it", not missing, missing)


for model in models:
    check_page(model, show(model))
    check_graph(model, show(model, "--svg"))
    for kind, name in names_of(model):
        if kind in ("decision", "businessKnowledgeModel") and "." not in name:
            check_picture(f"{model}: {name}", show(model, "--decision", name))
hostile = next((show(m) for m in models if "hostile" in m), "")
point("names are text", not hostile or "&lt;script&gt;alert(1)" in hostile and "<script" not in hostile)
diagram = next((show(m, "--svg") for m in models if "diagram" in m), "")
point("a diagram's own places, moved into the picture", not diagram or all(part in diagram for part in (
    'x="16" y="16" width="300" height="230"', 'x="86" y="56" width="140" height="60"',
    'd="M386 121L336 86L226 86"', 'y1="136"')), diagram)
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
