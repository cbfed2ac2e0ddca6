"""Specs for the display: what the pages of one are."""

from __future__ import annotations

from pathlib import Path

from difyspec.cli.showing import Asked, shown_pages, understood, view_of
from difyspec.cli.workspace import Workspace
from difyspec.report.effective.rows import Page, Row
from difyspec.report.effective.view import View

ROOT = Path(__file__).parents[2]
ICON = ROOT / "spec/openllm/icon.svg"

AZURE = """\
spec: 1
provider: azure
label: Azure
plugin: {author: example, version: 0.1.0, created_at: '2026-01-02T03:04:05Z'}
credentials:
  model:
    - server_url
    - api_key
    - limit: {type: int, default: '100', label: Limit}
    - base_model_name: {type: select, label: Base, options_from: base}
    - vision_support
groups:
  reasoning: ['o*']
parameters:
  effort: {name: reasoning_effort, like: reasoning_effort, default: low}
models:
  llm:
    pricing: USD per 1M
    profiles:
      chat:
        mode: chat
        context_size: 1
        features: [agent-thought, vision]
        parameters: [temperature, max_tokens: {default: 512, min: 1}]
      thinking:
        like: chat
        context_size: 2
        parameters: [+effort]
    base:
      - gpt-4o: {use: chat, context_size: 128000, max_tokens: 16384, price: 2.5/10}
      - o1: {use: thinking, context_size: 200000, max_tokens: 100000, price: 0.1 EUR per 1K}
    overrides:
      - {group: reasoning, context_size: 3, adjust: {temperature: {max: 2.0}}}
    custom:
      like: $(cred.base_model_name)
      context_size: [{when: cred.vision_support, then: 7}]
      features: [+video: {when: cred.vision_support}, -vision]
      adjust: {temperature: {default: 0.5}}
      max_tokens: $(cred.limit)
transport:
  endpoint: $(cred.server_url)/$(model)
  auth: {bearer: $(cred.api_key)}
  llm:
    protocol: openai.chat
    stop:
      - {group: reasoning, then: drop}
      - {else: send}
    send:
      - {group: reasoning, drop: [temperature]}
      - {when: param.reasoning_effort == low, drop: [top_p]}
"""


def folder(path: Path, text: str, name: str = "azure") -> Path:
    """A folder of specs with one in it."""
    (path / name).mkdir(parents=True)
    (path / name / "provider.yaml").write_text(text, "utf-8")
    (path / name / "icon.svg").write_bytes(ICON.read_bytes())
    return path


def pages(specs: Path, provider: str, asked: Asked | None = None) -> list[Page]:
    """What is shown of a provider or a model."""
    return shown_pages(Workspace(specs, specs), provider, asked or Asked())[0]


def view(spec: Path) -> View:
    """The view of a spec."""
    return view_of(understood(spec))


def row(page: Page, block: str, *path: str) -> Row:
    """The one row of a path."""
    (found,) = rows(page, block, *path)
    return found


def rows(page: Page, block: str, *path: str) -> list[Row]:
    """The rows of a path."""
    return [one for group in page.blocks if group.title == block for one in group.rows if one.path == path]
