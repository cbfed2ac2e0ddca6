"""A document and what lies beside it → a provider."""

from __future__ import annotations

from dataclasses import replace

from difyspec.diagnostics import blocking, ordered
from difyspec.language import Document
from difyspec.provider.forms import Fact, Forms
from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.plugin import Help, Origins, Provider
from difyspec.provider.values import EMPTY_MAP, text
from difyspec.resolve.carried import check_carried
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.facts import resolve_facts, told_apart
from difyspec.resolve.credentials.forms import resolve_forms, with_base_models
from difyspec.resolve.declared import declare, resolve_conditions, resolve_groups
from difyspec.resolve.hooks.checking import check_hooks, hook_functions, read_hooks
from difyspec.resolve.kinds import declared_types, methods, model_types
from difyspec.resolve.models.catalogue import resolve_models
from difyspec.resolve.names import Names
from difyspec.resolve.plugin.assets import resolve_assets
from difyspec.resolve.plugin.files import hook_files, resolve_files
from difyspec.resolve.plugin.limits import check_manifest
from difyspec.resolve.plugin.manifest import lacking, resolve_manifest
from difyspec.resolve.resolution import Resolution
from difyspec.resolve.served import check_served
from difyspec.resolve.transport.errors import resolve_errors
from difyspec.resolve.transport.section import resolve_transport
from difyspec.resolve.transport.validation import resolve_validation
from difyspec.resolve.unsent import check_unsent
from difyspec.resolve.usage import check_usage
from difyspec.resolve.words import label_of
from difyspec.source import SpecFolder


def resolve(document: Document, folder: SpecFolder, *, flawed: bool = False, traced: bool = False) -> Resolution:
    """The provider that a spec describes, or all reasons why there is none. `flawed`: reading it found errors.

    `traced`: remember the place of every value and how it came about, see `Origins`.
    """
    context, names = Context(document, folder, flawed, origins=Origins(traced=traced)), Names()
    forms = resolve_forms(names, context)
    facts = resolve_facts(names, context)
    declare(names, context)
    types = model_types(context)
    catalogues = _catalogues(types, names, context)
    forms = with_base_models(forms, tuple(model for one in catalogues for model in one.base), names, context)
    provider = _provider(forms, facts, types, catalogues, names, context)
    findings = ordered(context.findings)
    draft = None if blocking(one for one in findings if one.code != "D501") else provider
    return Resolution(None if blocking(findings) else provider, context.origins, findings, draft)


def _catalogues(types: tuple[ModelType, ...], names: Names, context: Context) -> tuple[Catalogue, ...]:
    """The models of all types; their parameters are known by name afterwards."""
    found: list[Catalogue] = []
    for type_ in dict.fromkeys((*types, *declared_types(context))):
        written = getattr(context.document.models, type_.folder, None)
        if written is None:
            found.append(Catalogue(type_))
            continue
        resolved = resolve_models(type_, written, names, context)
        names.parameters[type_] = resolved.shapes
        if resolved.catalogue.custom is None:
            names.closed[type_] = tuple(model.id for model in resolved.catalogue.predefined)
        found.append(resolved.catalogue)
    return tuple(found)


def _provider(
    forms: Forms,
    facts: tuple[Fact, ...],
    types: tuple[ModelType, ...],
    catalogues: tuple[Catalogue, ...],
    names: Names,
    context: Context,
) -> Provider:
    document, raw = context.document, context.document.raw
    label = document.label or label_of(document.provider)
    assets = resolve_assets(context)
    functions = read_hooks(names, context)
    provider = Provider(
        name=document.provider,
        manifest=resolve_manifest(label, document.description, assets, catalogues, context),
        label=label,
        description=document.description,
        background=None if document.background is None else text(document.background),
        help=None if document.help is None else Help(document.help.title, document.help.url),
        icons=assets.icons,
        model_types=types,
        methods=methods(forms, catalogues, context),
        forms=forms,
        catalogues=catalogues,
        facts=facts,
        transport=resolve_transport(types, names, context),
        validation=resolve_validation(catalogues, names, context),
        errors=resolve_errors(names, context),
        hooks=hook_functions(functions),
        hook_files=hook_files(context),
        assets=assets.files,
        files=resolve_files(context),
        dependencies=tuple(one.value for one in (document.plugin.dependencies if document.plugin else None) or ()),
        provider_extra=(raw.provider if raw is not None else None) or EMPTY_MAP,
        provider_absent=lacking("provider", context),
        path=document.plugin.provider_path if document.plugin else None,
    )
    provider = replace(provider, groups=resolve_groups(names), conditions=resolve_conditions(names, context))
    provider = replace(provider, facts=told_apart(facts, names))
    check_manifest(provider.manifest, context)
    check_hooks(provider, functions, names, context)
    check_served(provider, context)
    check_carried(provider, context)
    check_unsent(provider, context)
    check_usage(names, context)
    return provider
