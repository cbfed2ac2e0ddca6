def discover(call):
    return call.discovered
