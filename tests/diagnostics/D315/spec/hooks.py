def discover(call):
    return None
