"""How every model of OpenAI is reached."""

# generated from spec/openai; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http, urls
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of OpenAI: where it is, who may use it, how it fails."""

    name = "OpenAI"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", variable="openai_api_key", label="API Key", secret=True),
            forms.Field("organization", variable="openai_organization"),
            forms.Field("base_url", variable="openai_api_base", label="Base URL"),
            forms.Field("validate_model", label="Model for the test"),
            forms.Field("api_protocol", label="API", default="responses"),
            forms.Field(
                "request_metadata",
                variable="enable_request_metadata",
                label="Mark and store requests (optional)",
                enabled="enabled",
                default="disabled",
            ),
        ),
    )
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return urls.ensure_suffix(first(call.cred.base_url, "https://api.openai.com/v1"), "/v1")

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return {**http.bearer(call.cred.api_key), **http.present({"OpenAI-Organization": call.cred.organization})}

    def retry(self, call: Call) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(
            attempts=3,
            statuses=(
                408,
                409,
                429,
                500,
                501,
                502,
                503,
                504,
                505,
                506,
                507,
                508,
                509,
                510,
                511,
                512,
                513,
                514,
                515,
                516,
                517,
                518,
                519,
                520,
                521,
                522,
                523,
                524,
                525,
                526,
                527,
                528,
                529,
                530,
                531,
                532,
                533,
                534,
                535,
                536,
                537,
                538,
                539,
                540,
                541,
                542,
                543,
                544,
                545,
                546,
                547,
                548,
                549,
                550,
                551,
                552,
                553,
                554,
                555,
                556,
                557,
                558,
                559,
                560,
                561,
                562,
                563,
                564,
                565,
                566,
                567,
                568,
                569,
                570,
                571,
                572,
                573,
                574,
                575,
                576,
                577,
                578,
                579,
                580,
                581,
                582,
                583,
                584,
                585,
                586,
                587,
                588,
                589,
                590,
                591,
                592,
                593,
                594,
                595,
                596,
                597,
                598,
                599,
            ),
        )
