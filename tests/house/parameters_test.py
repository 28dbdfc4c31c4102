"""The API description tells every parameter of a query, and none that nobody reads. A handler that reads one which its
route does not name is refused while it runs (http::Request::find_query); this sees what no test asked for: each name that
is read stands in the description, each that stands there is read, and a list says `limit` and `after` exactly where its
handler takes pages."""

import json
import re
import subprocess
import sys

from sources import LIBRARIES, files, finish, read

BINARY = sys.argv[1]
ROW = re.compile(r'\{Method::(\w+),\s*"(/api/v1/[^"]+)"[^\n]*?&(\w+)::(\w+)')

sources = {path: read(path) for library in LIBRARIES for path in files(".cpp", under=library)}
document = json.loads(subprocess.run([BINARY, "routes", "--openapi"], check=True, capture_output=True, text=True).stdout)
described, paged, problems = set(), set(), []
for path, operations in document["paths"].items():
    for method, operation in operations.items():
        for parameter in operation.get("parameters", []):
            if parameter.get("$ref") == "#/components/parameters/limit":
                paged.add((method, path))
            elif parameter.get("in") == "query":
                described.add(parameter["name"])

for path, text in sources.items():
    for name in re.findall(r'find_query\("(\w+)"', text):
        if name not in described | {"limit", "after"}:
            problems.append(f"{path} reads ?{name}=, which no route describes: add it to Shapes::query of its row")
    for method, route, api, handler in ROW.findall(text):
        body = re.search(rf"\b{api}::{handler}\(const [^\n]*\n(.*?)\n}}\n", text, re.DOTALL)
        reads = body is not None and "paging_of(" in body.group(1)
        if method == "Get" and reads != ((method.lower(), route) in paged):
            problems.append(f"{path}: {route} " + ("takes pages, but answers no list with `items` and `next`" if reads else
                            "says that it takes pages, and does not: give its Shapes http::Pages::One"))

everything = "\n".join(sources.values())
problems += [f"?{name}= is described, but nothing reads it" for name in sorted(described)
             if not re.search(rf'[({{ ]"{name}"[,)}} ]', re.sub(r'^ *\{"\w+", "[^"]*[.:]".*$', "", everything, flags=re.MULTILINE))]
finish(problems if described else ["the description names no parameter"])
