"""Hooks of Acme."""


def count_tokens(call):
    for message in call.messages:
        print(message)
