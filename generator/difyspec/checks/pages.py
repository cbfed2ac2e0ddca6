"""The pages of the rules: docs/rules/ and what ``difyspec explain`` shows.

python -m difyspec.checks.pages            rewrites docs/rules/
python -m difyspec.checks.pages --check    only says whether they are in step
"""

from __future__ import annotations

import sys
from pathlib import Path

from difyspec.checks.registry import rules
from difyspec.checks.rule import SAFE, UNSAFE, Rule, View

TARGET = Path("docs/rules")
AREAS = {
    "refusals": "Refused by a loader",
    "agreement": "Seen differently by different loaders",
    "parameters": "Parameters",
    "prices": "Prices",
    "models": "Models",
    "forms": "Forms",
    "catalogue": "Catalogue",
    "manifest": "Manifest",
    "files": "Files and the marketplace",
    "python": "Python",
    "texts": "Texts",
    "across": "Across plugins",
}
_VIEWS = {
    View.PARAMETER: "each parameter of each model",
    View.MODEL: "each model",
    View.FIELD: "each field of a form",
    View.PLUGIN: "a plugin as a whole",
    View.REFUSALS: "what the SDK and the daemon refuse",
    View.MANY: "several plugins, with `--cross`",
}
_FIXES = {
    (): "**Fix:** by hand.",
    (SAFE,): "**Fix:** safe. `check --fix` makes it wherever it is certain what is meant.",
    (UNSAFE,): "**Fix:** unsafe. `check --fix --unsafe-fixes` makes it wherever something suggests itself.",
    (SAFE, UNSAFE): "**Fix:** safe where it is certain what is meant (`check --fix`), else unsafe (`--unsafe-fixes`).",
}
_HEADER = "<!-- generated from the rules' docstrings; run make docs -->\n"
_INTRODUCTION = """# Rules

What `difyspec check` looks for in plugins, and in the plugins that specs describe. An **error** is something that a
loader of Dify refuses; a **warning** is wrong data or wrong behaviour; an **info** is style, or something that only its
author can decide. `difyspec explain CODE` shows a page in the terminal. (The codes D0 to D7 are about specs and files
as such; `difyspec explain` lists them too.)

`difyspec check --fix` makes **safe** fixes, `--unsafe-fixes` the others; see [check.md](../check.md#fixes). A rule with
fixes does not have one for each defect: what is missing or contradictory is for its author to decide.

What rules find in fifty published plugins was [reviewed by hand](../checks-review.md), and how well slips are found,
placed and named is [measured](../diagnostics.md).
"""


def area(rule: Rule) -> str:
    """The folder of a rule."""
    return rule.find.__module__.split(".")[-2]


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    return {"README.md": _index(), **{f"{rule.code}.md": _page(rule) for rule in rules()}}


def _index() -> str:
    lines = [_HEADER, _INTRODUCTION]
    for folder, title in AREAS.items():
        lines += [f"## {title}\n", "| code | rule | severity | fix | |", "|---|---|---|---|---|"]
        for rule in rules():
            if area(rule) == folder:
                fixes = " / ".join(rule.fixes) or "by hand"
                cells = (f"[{rule.code}]({rule.code}.md)", rule.name, rule.severity, fixes, rule.entry.title)
                lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _page(rule: Rule) -> str:
    entry = rule.entry
    parts = [
        _HEADER,
        f"# {entry.code}: {entry.title}\n",
        f"`{rule.name}`, {rule.severity}. Looks at {_VIEWS[rule.view]}.\n",
    ]
    parts += [f"{entry.means}\n"] if entry.means else []
    parts += [f"**Why it matters.** {entry.why}\n", f"**What to do.** {entry.fix}\n", f"{_FIXES[rule.fixes]}\n"]
    for title, example in (("Wrong", entry.bad), ("Right", entry.good)):
        if example:
            parts.append(f"{title}:\n\n```{_language(rule)}\n{example}\n```\n")
    return "\n".join(parts)


def _language(rule: Rule) -> str:
    if area(rule) == "python" and rule.entry.bad.startswith(("class ", "def ", "model = ", "instance.")):
        return "python"
    if area(rule) == "files":
        return "toml" if rule.entry.bad.startswith(("dependencies", "requires")) else ""
    return "yaml"


def main(arguments: list[str]) -> int:
    """Writes the pages, or with `--check` says whether they are in step; 1 if they are not."""
    made = pages()
    there = {path.name: path.read_text("utf-8") for path in sorted(TARGET.glob("*.md"))}
    if "--check" in arguments:
        stale = [name for name in sorted({*made, *there}) if made.get(name) != there.get(name)]
        for name in stale:
            sys.stderr.write(f"{TARGET}/{name}: not in step with the rules; run make docs\n")
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - made.keys():
        (TARGET / name).unlink()
    for name, text in made.items():
        if there.get(name) != text:
            (TARGET / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
