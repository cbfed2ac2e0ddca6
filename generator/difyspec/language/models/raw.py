"""Whatever has no key of its own."""

from difyspec.language.positions import DataMap, PlainTexts
from difyspec.language.section import Section, key


class Raw(Section):
    """Copied into the plugin as it is, after everything else; a key given here replaces what was derived."""

    manifest: DataMap | None = key("Merged into `manifest.yaml`.", "{meta: {minimum_dify_version: 1.15.0}}")
    provider: DataMap | None = key("Merged into the provider's YAML.", "{identity: {author: someone}}")
    without: PlainTexts | None = key(
        "Keys that the two files are to lack, each with dots from the file's name on.", "[manifest.meta.arch]"
    )
    files: PlainTexts | None = key("Files beside the spec that are kept byte for byte.", "[models/llm/odd.yaml]")
