"""Rules over a plugin's declarations, files and Python: `rules/` holds one a file, `registry` finds them."""

from difyspec.checks.registry import rules
from difyspec.checks.rule import Hit, Rule, View
from difyspec.checks.running import check_folder, check_layout, check_many

__all__ = ["Hit", "Rule", "View", "check_folder", "check_layout", "check_many", "rules"]
