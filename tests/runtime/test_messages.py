"""Message steps and the wire form of messages."""

from __future__ import annotations

import copy

from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    AudioPromptMessageContent,
    DeveloperPromptMessage,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    PromptMessage,
    PromptMessageContentUnionTypes,
    SystemPromptMessage,
    TextPromptMessageContent,
    ToolPromptMessage,
    UserPromptMessage,
    VideoPromptMessageContent,
)
from difyspec.runtime import messages
from difyspec.runtime.messages import Step
from difyspec.runtime.messages.strip_think import split

IMAGE = ImagePromptMessageContent(
    format="png", mime_type="image/png", url="https://h/a.png", detail=ImagePromptMessageContent.DETAIL.HIGH
)
SOUND = AudioPromptMessageContent(format="wav", mime_type="audio/wav", base64_data="UklG")
FILM = VideoPromptMessageContent(format="mp4", mime_type="video/mp4", url="https://h/a.mp4", filename="a.mp4")
PAPER = DocumentPromptMessageContent(
    format="pdf", mime_type="application/pdf", base64_data="JVBE", filename="paper.pdf"
)


def text(data: str) -> TextPromptMessageContent:
    return TextPromptMessageContent(data=data)


def parts(*of: PromptMessageContentUnionTypes) -> UserPromptMessage:
    return UserPromptMessage(content=list(of))


def call(name: str, arguments: str = "{}", identity: str = "call_1") -> AssistantPromptMessage.ToolCall:
    function = AssistantPromptMessage.ToolCall.ToolCallFunction(name=name, arguments=arguments)
    return AssistantPromptMessage.ToolCall(id=identity, type="function", function=function)


def apply(step: Step, *conversation: PromptMessage) -> list[PromptMessage]:
    """What a step makes of a conversation; checks that it leaves what it was given alone."""
    before = copy.deepcopy(conversation)
    made = list(step(conversation))
    assert conversation == before
    return made


def test_drop_empty_keeps_what_belongs_to_a_tool_call() -> None:
    asked = AssistantPromptMessage(content="", tool_calls=[call("add")])
    answered = ToolPromptMessage(content="", tool_call_id="call_1")
    kept = apply(
        messages.drop_empty,
        SystemPromptMessage(content=" \n"),
        UserPromptMessage(content="a"),
        AssistantPromptMessage(content=None),
        asked,
        answered,
        parts(text(""), text(" ")),
        parts(text(""), IMAGE),
    )
    assert kept == [UserPromptMessage(content="a"), asked, answered, parts(IMAGE)]


def test_drop_role() -> None:
    conversation = (SystemPromptMessage(content="s"), UserPromptMessage(content="u"))
    assert apply(messages.DropRole(), *conversation) == [conversation[1]]
    assert apply(messages.DropRole(roles=("user",)), *conversation) == [conversation[0]]


def test_merge_consecutive_joins_neighbours_of_chosen_roles() -> None:
    merged = apply(
        messages.MergeConsecutive(roles=("user", "assistant"), separator="\n"),
        SystemPromptMessage(content="s"),
        SystemPromptMessage(content="t"),
        UserPromptMessage(content="a"),
        UserPromptMessage(content="b"),
        AssistantPromptMessage(content="c"),
        AssistantPromptMessage(content="", tool_calls=[call("add")]),
        ToolPromptMessage(content="1", tool_call_id="call_1"),
        ToolPromptMessage(content="2", tool_call_id="call_2"),
        UserPromptMessage(content="d"),
    )
    assert [(message.role.value, message.content) for message in merged] == [
        ("system", "s"),
        ("system", "t"),
        ("user", "a\nb"),
        ("assistant", "c"),
        ("tool", "1"),
        ("tool", "2"),
        ("user", "d"),
    ]
    assert isinstance(merged[3], AssistantPromptMessage)
    assert merged[3].tool_calls == [call("add")]


def test_merge_consecutive_never_joins_answers_of_tools() -> None:
    answers = (ToolPromptMessage(content="1", tool_call_id="a"), ToolPromptMessage(content="2", tool_call_id="b"))
    assert apply(messages.MergeConsecutive(roles=("tool",)), *answers) == list(answers)


def test_merge_consecutive_joins_texts_and_parts() -> None:
    merged = apply(messages.MergeConsecutive(), UserPromptMessage(content="look"), parts(IMAGE))
    assert merged == [parts(text("look"), IMAGE)]


def test_strip_think_touches_only_the_assistant() -> None:
    stripped = apply(
        messages.strip_think,
        UserPromptMessage(content="<think>mine</think>ok"),
        AssistantPromptMessage(content="<think>\neasy\n</think>\n4"),
        AssistantPromptMessage(content=[text("<think>a</think> b"), text("c")]),
        AssistantPromptMessage(content="plain"),
    )
    assert [message.content for message in stripped] == [
        "<think>mine</think>ok",
        "4",
        [text("b"), text("c")],
        "plain",
    ]


def test_split_of_thoughts() -> None:
    assert split("no tags") == ("", "no tags")
    assert split("<think>a</think>b<think>c</think>d") == ("a\nc", "bd")
    assert split("<think>never closed") == ("never closed", "")
    assert split("the tag <think> is written so") == ("", "the tag <think> is written so")
    assert split("<think>\n\n</think>\n\nhi") == ("", "hi")


def test_splitting_takes_linear_time() -> None:
    many = "said " + "<think>" * 50_000
    assert split(many) == ("", many)


def test_media_as_image_url_keeps_the_data() -> None:
    (message,) = apply(messages.media_as_image_url, parts(text("see"), IMAGE, SOUND, PAPER))
    wire = messages.to_openai([message])[0]["content"]
    assert [part["type"] for part in wire] == ["text", "image_url", "image_url", "image_url"]
    assert wire[1]["image_url"] == {"url": "https://h/a.png", "detail": "high"}
    assert wire[2]["image_url"]["url"] == "data:audio/wav;base64,UklG"


def test_as_parts_leaves_no_text_alone() -> None:
    told = (SystemPromptMessage(content="be brief"), parts(text("see"), IMAGE), AssistantPromptMessage(content=""))
    assert [message["content"] for message in messages.to_openai(apply(messages.as_parts, *told))] == [
        [{"type": "text", "text": "be brief"}],
        [{"type": "text", "text": "see"}, {"type": "image_url", "image_url": {"url": IMAGE.url, "detail": "high"}}],
        "",
    ]


def test_flatten_media_writes_one_text() -> None:
    as_html = messages.FlattenMedia(text='<img src="{data}" />', separator=" ")
    assert apply(as_html, parts(text("Describe this."), IMAGE)) == [
        UserPromptMessage(content='Describe this. <img src="https://h/a.png" />')
    ]
    plain = apply(messages.FlattenMedia(), parts(text("a"), PAPER, SOUND), UserPromptMessage(content="b"))
    assert [message.content for message in plain] == ["a\n[document: paper.pdf]\n[audio: audio]", "b"]


def test_wire_form_of_media() -> None:
    (wire,) = messages.to_openai([parts(text("a"), IMAGE, SOUND, FILM, PAPER)])
    assert wire == {
        "role": "user",
        "content": [
            {"type": "text", "text": "a"},
            {"type": "image_url", "image_url": {"url": "https://h/a.png", "detail": "high"}},
            {"type": "input_audio", "input_audio": {"data": "UklG", "format": "wav"}},
            {"type": "video_url", "video_url": {"url": "https://h/a.mp4"}},
            {
                "type": "file",
                "file": {"filename": "paper.pdf", "file_data": "data:application/pdf;base64,JVBE"},
            },
        ],
    }


def test_wire_form_of_a_turn_with_tools() -> None:
    conversation = [
        SystemPromptMessage(content=[text("be "), text("brief")]),
        DeveloperPromptMessage(content="d"),
        UserPromptMessage(content="u", name="ann"),
        AssistantPromptMessage(content="", tool_calls=[call("add", '{"a":1}'), call("mul", "{}", "call_2")]),
        ToolPromptMessage(content="3", tool_call_id="call_1", name="add"),
    ]
    assert messages.to_openai(conversation) == [
        {"role": "system", "content": "be brief"},
        {"role": "developer", "content": "d"},
        {"role": "user", "content": "u", "name": "ann"},
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [
                {"id": "call_1", "type": "function", "function": {"name": "add", "arguments": '{"a":1}'}},
                {"id": "call_2", "type": "function", "function": {"name": "mul", "arguments": "{}"}},
            ],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": "3"},
    ]
    assert messages.to_openai(conversation, functions=True)[3:] == [
        {"role": "assistant", "content": "", "function_call": {"name": "add", "arguments": '{"a":1}'}},
        {"role": "function", "name": "add", "content": "3"},
    ]
