def count_tokens(call)
    return len(call.messages)
