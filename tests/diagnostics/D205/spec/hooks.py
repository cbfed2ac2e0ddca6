def discover(call):
    return {"context_length": call.discovered.context_length}
