#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hold src/ to src/FLOORS: includes look down only, and pure rooms are pure.

A room sees itself and what stands after its colon (a room above dmn.h sees the engine through
<dmn.h> alone). A pure room includes few system headers, and its objects hold no writable data and
call nothing outside a list (read with nm).

No statement names a schema or attaches a file. A `door` of FLOORS is a header that is reached, however
indirectly, by the files behind it alone, or a name that stands in them alone.

usage: check_floors.py SOURCE_ROOT [BUILD_ROOT]
"""
import fnmatch
import pathlib
import re
import subprocess
import sys

PURE_HEADERS = set("stdalign stdarg stdbool stddef stdint limits string".split())
# Where a file may know more: one library each, or the standard library's sorting and printing to
# memory.
EXEMPT = {
    "base/arena.c": {"setjmp", "stdlib"},
    "base/ensure.c": {"stdio", "stdlib"},
    "base/error.c": {"stdio"},
    "base/builder.c": {"stdio"},
    "base/text.c": {"stdio"},
    "format/xml.c": {"expat"},
    "feel/number.c": {"wchar", "bid_conf", "bid_functions"},
    "feel/regex.c": {"pcre2"},
    "audit/base64.c": {"sodium/utils"},
    "audit/signature.c": {"sodium/crypto_sign_ed25519"},
    "audit/digest.c": {"nettle/hmac"},
    "dmn/api_model.c": {"stdlib"},
    "dmn/api_evaluation.c": {"stdlib"},
    "dmn/batch_kernel.c": {"immintrin"},
}
# In any pure file: sorting, and printing into a buffer. None of them does I/O.
PURE_SOFT = {"stdio", "stdlib", "inttypes", "errno"}
PURE_CALLS = re.compile(
    r"^(mem(cpy|move|set|cmp|chr|mem|rchr)|str(len|chr|cmp|ncmp|rchr|spn|cspn|tol|toll|toull)|"
    r"(v?snprintf|__v?snprintf_chk)|qsort|bsearch|malloc|calloc|free|abort|setjmp|_setjmp|longjmp|"
    r"__longjmp_chk|__sigsetjmp|fprintf|__fprintf_chk|stderr|__stack_chk_fail|"
    r"__(memcpy|memmove|memset|strcpy|strncpy)_chk|XML_\w+|pcre2_\w+|__bid\w+|nettle_\w+|crypto_sign_ed25519\w*|"
    r"sodium_\w+|_GLOBAL_OFFSET_TABLE_|__u?(div|mod|divmod)ti[34]|__errno_location|__isoc99_sscanf|"
    r"__asan_\w+|__ubsan_\w+|__tls_get_addr|__cpu_model)$"
)


DOOR = re.compile(r"dmn(_\w+)?\.h")


def inside_door(sees):
    """The rooms that the engine is made of: what dmn.h stands on."""
    found, open_ = set(), {"dmn.h"}
    while open_:
        room = open_.pop()
        open_ |= sees.get(room, set()) - found
        found.add(room)
    return found


def read_floors(path):
    """Room -> set of rooms it sees, and the pure ones."""
    sees, pure = {}, set()
    for line in path.read_text().splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("door "):
            continue
        for part in filter(None, (p.strip() for p in line.split("|"))):
            name, _, rest = part.partition(":")
            room = name.strip().rstrip("!")
            sees[room] = set(rest.split())
            if name.strip().endswith("!"):
                pure.add(room)
    return sees, pure


def read_doors(path):
    """Header or name -> the patterns of files that may use it."""
    lines = (line.split("#")[0].strip() for line in path.read_text().splitlines())
    return {name.strip(): rest.split() for name, _, rest in
            (line[len("door "):].partition(":") for line in lines if line.startswith("door "))}


def check_doors(root, doors, bad):
    texts = {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.[ch]"))}
    includes = {name: set(re.findall(r'^\s*#\s*include\s*"([^"]+)"', text, re.M)) for name, text in texts.items()}
    for door, allowed in doors.items():
        if door.endswith(".h"):
            users, grown = {door}, True
            while grown:
                more = {name for name, seen in includes.items() if seen & users} - users
                users, grown = users | more, bool(more)
            users -= {door}
        else:
            users = {name for name, text in texts.items() if re.search(rf"\b{door}\b", text)}
        if not users:
            bad.append(f"FLOORS: nobody uses the door {door}")
        bad.extend(f"{name}: may not use {door} (src/FLOORS, door)" for name in sorted(users)
                   if not any(fnmatch.fnmatch(name, pattern) for pattern in allowed))


REACHES = re.compile(r"\b(?:from|join|into|update|table|view)\s+\"?\w+\"?\.|\battach\b")


def check_statements(root, bad):
    """No statement names a schema: a connection means its own."""
    for path in sorted(root.rglob("*.sql")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            line = line.split("--")[0]
            if REACHES.search(line):
                bad.append(f"{path.relative_to(root)}:{number}: a statement reaches no other schema or file")


def check_file(path, root, sees, pure, bad):
    where = str(path.relative_to(root))
    room = path.relative_to(root).parts[0]
    if room not in sees:
        bad.append(f"{where}: the room '{room}' is not in FLOORS")
        return
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if not found:
            continue
        quote, name = found.groups()
        if quote == '"':
            target = name.split("/")[0]
            if "/" not in name:
                bad.append(f"{where}:{number}: write the room in the path: \"{room}/{name}\"")
            elif target != room and target not in sees[room]:
                bad.append(f"{where}:{number}: {room} may not see {target} (src/FLOORS)")
        elif DOOR.fullmatch(name):
            if room not in inside_door(sees) and "dmn.h" not in sees[room]:
                bad.append(f"{where}:{number}: {room} may not see {name} (src/FLOORS)")
        elif room in pure:
            header = name.removesuffix(".h")
            if header not in PURE_HEADERS | PURE_SOFT | EXEMPT.get(where, set()):
                bad.append(f"{where}:{number}: the pure room {room} may not include <{name}>")


def read_only_after_relocation(obj):
    """Constant tables of pointers: written by the loader alone."""
    table = subprocess.run(["objdump", "-t", obj], capture_output=True, text=True)
    return {line.split()[-1] for line in table.stdout.splitlines() if "rel.ro" in line}


def symbols(flag, objects):
    """(object, name, kind) of each symbol that nm tells with the flag."""
    if not objects:
        return
    out = subprocess.run(["nm", "-A", "-P", flag, *objects], capture_output=True, text=True)
    for line in out.stdout.splitlines():
        where, _, rest = line.partition(": ")
        yield (pathlib.Path(where), *rest.split()[:2])


def check_objects(build, room, bad):
    objects, relocated = sorted(build.glob(f"src/{room}/*.a.p/*.o")), {}
    for obj, name, kind in symbols("--defined-only", objects):
        if kind in "bBdDC" and not name.startswith((".L", "__", "DW.")) and ".rel.ro" not in name:
            if obj not in relocated:
                relocated[obj] = read_only_after_relocation(obj)
            if name not in relocated[obj]:
                bad.append(f"{obj.name}: the pure room {room} has writable data: {name}")
    for obj, name, _ in symbols("--undefined-only", objects):
        if not PURE_CALLS.match(name) and not is_ours(build, name):
            bad.append(f"{obj.name}: the pure room {room} calls {name}")


OURS = set()


def is_ours(build, name):
    if not OURS:
        objects = sorted(build.glob("src/*/*.a.p/*.o"))
        OURS.update(own for _, own, _ in symbols("--defined-only", objects))
    return name in OURS


def main():
    root = pathlib.Path(sys.argv[1]) / "src"
    sees, pure = read_floors(root / "FLOORS")
    order = list(sees)
    bad = []
    for room, seen in sees.items():
        for other in seen:
            if other not in sees:
                bad.append(f"FLOORS: {room} names '{other}', which is no room")
            elif order.index(other) <= order.index(room):
                bad.append(f"FLOORS: {room} may not see {other}, which is not below it")
            elif room in pure and other not in pure:
                bad.append(f"FLOORS: the pure room {room} may not see {other}")
    check_statements(root, bad)
    check_doors(root, read_doors(root / "FLOORS"), bad)
    for path in sorted(root.rglob("*.[ch]")):
        check_file(path, root, sees, pure, bad)
    if len(sys.argv) > 2:
        for room in sorted(pure - {"dmn.h"}):
            check_objects(pathlib.Path(sys.argv[2]), room, bad)
    for line in bad:
        print(line)
    print("floors: " + ("ok" if not bad else f"{len(bad)} broken"))
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
