"""How every model of It s quoted and {{ braced }} {% raw %} ${x} %s {0} is reached."""

# generated from spec/hostile; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, errors, forms, http

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of It s quoted and {{ braced }} {% raw %} ${x} %s {0}: where it is, who may use it, how it fails."""

    name = 'It\'s "quoted" \\ and {{ braced }} {% raw %} ${x} %s {0}'
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", label='"""key\\', secret=True),
            forms.Field("import_", variable="import", label="1e3"),
            forms.Field("class_", variable="class", label="2024-01-01", default="it's"),
            forms.Field("flag", label="true", enabled="'on'", default='"off"'),
        ),
    )
    facts = forms.Facts(Discovered)
    error_rows = (errors.Row(errors.BAD_REQUEST, messages=('can\'t "parse" {x}',)),)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return 'https://hostile.example/it\'s"odd"\\{x}/v1'

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return {"X-Key": call.cred.api_key, **http.present({"X-Odd": "a\"b'c\\d", "X-Import": call.cred.import_})}
