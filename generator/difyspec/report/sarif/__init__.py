"""Findings as a SARIF 2.1.0 log, for code scanning and for viewers in editors."""

from difyspec.report.sarif.log import sarif

__all__ = ["sarif"]
